import css from './avatar.module.css'

type Size = 20 | 24 | 36 | 42 | 48 | 72

/** A customer: initials on a tint of their hue. The name stands beside it, so it says nothing itself. */
export const Avatar = (props: { initials: string; hue: number; size?: Size; faded?: boolean }) => (
  <span
    className={css.avatar}
    data-hue={props.hue}
    data-size={props.size ?? 48}
    data-faded={props.faded || undefined}
    aria-hidden
  >
    {props.initials}
  </span>
)

/** A member of staff: one letter on a solid disc. */
export const StaffDisc = (props: { firstName: string; hue: number; size?: Size }) => (
  <span
    className={`${css.avatar} ${css.staff}`}
    data-hue={props.hue}
    data-size={props.size ?? 36}
    aria-hidden
  >
    {[...props.firstName][0]?.toUpperCase()}
  </span>
)
