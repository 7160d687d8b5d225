import { useLocale } from './locale.tsx'
import { useNow } from './now.ts'
import { exactTime, timeInWords } from './words.ts'

export type TimeProps = {
  at: string
  /** Other words than the usual ones, as a plain clock time inside a day. */
  words?: string
}

/** A time in words inside a row that is itself a link; the exact one on hover. */
export const TimeInWords = ({ at, words }: TimeProps) => {
  const locale = useLocale()
  const now = useNow()
  return (
    <time dateTime={at} title={exactTime(at, locale)}>
      {words ?? timeInWords(at, now, locale)}
    </time>
  )
}
