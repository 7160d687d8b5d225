import css from './refund.module.css'

/** A thing that is so or not, in words. */
export const Check = (props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) => (
  <label className={css.check}>
    <input
      type="checkbox"
      checked={props.checked}
      onChange={event => props.onChange(event.currentTarget.checked)}
    />
    {props.label}
  </label>
)
