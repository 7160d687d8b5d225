import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './faces.module.css'

/** An empty list: one sentence and the next action. */
export const EmptyState = (props: { icon: ReactNode; text: ReactNode; action?: ReactNode }) => (
  <div className={css.face}>
    <span className={css.icon}>{props.icon}</span>
    <p className={css.text}>{props.text}</p>
    {props.action}
  </div>
)

/** What failed, in words, and another try. */
export const ErrorState = (props: {
  icon: ReactNode
  text: ReactNode
  retryLabel: string
  onRetry: () => void
}) => (
  <div className={css.face} role="alert">
    <span className={css.icon}>{props.icon}</span>
    <p className={css.text}>{props.text}</p>
    <Button variant="light" onClick={props.onRetry}>
      {props.retryLabel}
    </Button>
  </div>
)

/** Rows of the same shape as those to come. */
export const SkeletonRows = (props: { label: string; rows?: number }) => (
  <div role="status" aria-label={props.label}>
    {Array.from({ length: props.rows ?? 8 }, (_, row) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
      <div key={row} className={css.row} aria-hidden>
        <span className={css.disc} />
        <span className={css.lines}>
          <span className={css.bar} style={{ width: `${38 + ((row * 17) % 22)}%` }} />
          <span className={css.bar} style={{ width: `${60 + ((row * 29) % 34)}%` }} />
        </span>
      </div>
    ))}
  </div>
)
