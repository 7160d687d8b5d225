import type { ReactNode } from 'react'
import css from './edit-form.module.css'
import type { ProfileForm } from './profile-form.ts'

/** What each part of the form works on. */
export type PartProps = {
  form: ProfileForm
  put: (change: Partial<ProfileForm>) => void
  /** Saving was tried: what is missing may be said. */
  tried: boolean
}

export const Part = (props: { title: string; children: ReactNode }) => (
  <section className={css.part}>
    <h2 className="d20">{props.title}</h2>
    {props.children}
  </section>
)

export const FieldsInLine = (props: { children: ReactNode }) => (
  <div className={css.fields}>{props.children}</div>
)
