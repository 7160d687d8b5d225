import { IconX } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDetailFocus } from './detail-focus.ts'
import css from './page.module.css'

/** A page of the Console: its head, a list, and beside it what is open of the list, at an address of its own. */
export const Page = (props: {
  title: string
  count?: ReactNode
  actions?: ReactNode
  about?: ReactNode
  detail?: ReactNode
  children: ReactNode
}) => {
  const open = props.detail !== undefined && props.detail !== null
  const { list, detail, onKeyDown } = useDetailFocus(open)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is open, wherever in it one is
    <div className={css.page} data-open={open || undefined} onKeyDown={onKeyDown}>
      <section ref={list} className={css.list} aria-label={props.title} tabIndex={-1}>
        <Head title={props.title} count={props.count} actions={props.actions} />
        {props.about !== undefined && <p className={css.about}>{props.about}</p>}
        {props.children}
      </section>
      {open && (
        <section ref={detail} className={css.detail} tabIndex={-1}>
          {props.detail}
        </section>
      )}
    </div>
  )
}

const Head = (props: { title: string; count?: ReactNode; actions?: ReactNode }) => (
  <header className={css.head}>
    <h1 className="d28">{props.title}</h1>
    {props.count !== undefined && <span className={css.count}>{props.count}</span>}
    {props.actions !== undefined && <div className={css.acts}>{props.actions}</div>}
  </header>
)

/** The head of what is open beside a list. */
export const DetailHead = (props: { title: string; back: LinkProps; children?: ReactNode }) => {
  const { t } = useTranslation()
  return (
    <header className={css.head}>
      <h2 className="d20">{props.title}</h2>
      <div className={css.acts}>
        {props.children}
        <Link
          {...props.back}
          data-closes
          className={css.close}
          aria-label={t('app.close')}
          title={t('app.close')}
        >
          <IconX size={22} stroke={1.6} aria-hidden />
        </Link>
      </div>
    </header>
  )
}
