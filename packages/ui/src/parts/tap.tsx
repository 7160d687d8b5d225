import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import css from './tap.module.css'

/** An icon that acts: 44 px to hit, with a spoken name. */
export const Tap = (props: {
  label: string
  children: ReactNode
  onClick?: () => void
  href?: string
  pressed?: boolean
  disabled?: boolean
}) => {
  if (props.href !== undefined)
    return (
      <a className={css.tap} href={props.href} aria-label={props.label} title={props.label}>
        {props.children}
      </a>
    )
  return (
    <UnstyledButton
      className={css.tap}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </UnstyledButton>
  )
}
