import type { ReactNode } from 'react'
import css from './tag.module.css'

export type Tone = 'good' | 'warn' | 'bad' | 'mute' | 'heart' | 'accent'

/** A small state in words. */
export const Tag = (props: { tone: Tone; children: ReactNode }) => (
  <span className={css.tag} data-tone={props.tone}>
    {props.children}
  </span>
)

/** A sentence that stands out, with its icon at the left. */
export const Note = (props: {
  tone: Tone
  icon: ReactNode
  children: ReactNode
  role?: 'alert' | 'status'
}) => (
  <div className={css.note} data-tone={props.tone} role={props.role}>
    {props.icon}
    <div className={css.words}>{props.children}</div>
  </div>
)
