import type { ReactNode } from 'react'
import css from './front-door.module.css'
import { Mark } from './mark.tsx'

/** The calm page before the app: the house's mark and name, then one thing to do. */
export const FrontDoor = (props: { house: string; title: ReactNode; children: ReactNode }) => (
  <main className={css.page}>
    <title>{props.house}</title>
    <div className={css.column}>
      <p className={`d16 ${css.house}`}>
        <Mark size={22} />
        {props.house}
      </p>
      <h1 className={`d28 ${css.title}`}>{props.title}</h1>
      {props.children}
    </div>
  </main>
)
