import { useEffect, useState } from 'react'

/**
 * A phone number as people of its country read it. The rules of all countries weigh a lot, so they come after
 * the first picture; until then the number stands as it is.
 */
export function useNumber(number: string | null): string | null {
  const [shown, setShown] = useState(number)
  useEffect(() => {
    setShown(number)
    if (!number) return
    let gone = false
    void import('libphonenumber-js/min').then(({ parsePhoneNumberFromString }) => {
      const parsed = parsePhoneNumberFromString(number)
      if (!gone && parsed) setShown(parsed.formatInternational())
    })
    return () => {
      gone = true
    }
  }, [number])
  return shown
}
