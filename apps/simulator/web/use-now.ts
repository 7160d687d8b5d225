import { useEffect, useState } from 'react'

/** The carrier's time, to the half minute. */
export function useNow(offsetMs: number): number {
  const [machineMs, setMachineMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setMachineMs(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return machineMs + offsetMs
}
