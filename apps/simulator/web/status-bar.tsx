import { timeOf } from './days.ts'
import { useNow } from './use-now.ts'

/** The top of a drawn phone: the carrier's time, and signs nobody reads. */
export function StatusBar({ offsetMs }: { offsetMs: number }) {
  return (
    <div className="status" aria-hidden="true">
      <span>{timeOf(useNow(offsetMs))}</span>
      <svg viewBox="0 0 68 12" aria-hidden="true">
        <rect x="0" y="7.5" width="3" height="4.5" rx="1" />
        <rect x="4.7" y="5.3" width="3" height="6.7" rx="1" />
        <rect x="9.4" y="2.8" width="3" height="9.2" rx="1" />
        <rect x="14.1" y="0" width="3" height="12" rx="1" />
        <path d="M29.5 2.3c2.3 0 4.4.9 6 2.4l1.1-1.2A10.3 10.3 0 0 0 29.5.6c-2.7 0-5.2 1.1-7.1 2.9l1.1 1.2a8.6 8.6 0 0 1 6-2.4zm0 3.9c1.3 0 2.5.5 3.4 1.3l1.2-1.2a6.7 6.7 0 0 0-9.2 0l1.2 1.2c.9-.8 2.1-1.3 3.4-1.3zm0 3.5-1.9 1.6 1.9.7 1.9-.7z" />
        <rect
          x="43.5"
          y=".5"
          width="20"
          height="11"
          rx="3.2"
          fill="none"
          stroke="currentColor"
          opacity=".45"
        />
        <rect x="45" y="2" width="15" height="8" rx="2" />
        <path d="M65 4v4c.8-.3 1.4-1.1 1.4-2S65.800 4.300 65 4z" opacity=".5" />
      </svg>
    </div>
  )
}
