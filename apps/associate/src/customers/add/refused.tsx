import { refusalOf } from '@rapport/client'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listAlone } from '../../shell/search-params.ts'
import css from './add-customer-form.module.css'

/** Why it was refused; and where it is someone else's, the way to them. */
export const Refused = (props: { error: unknown; say: (error: unknown) => string }) => {
  const { t } = useTranslation()
  const { data } = refusalOf(props.error)
  const other = data as { customerId?: string | null; name?: string | null } | undefined
  return (
    <Note tone="warn" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
      <p>{props.say(props.error)}</p>
      {other?.customerId && other.name && (
        <Link
          className={css.other}
          to="/customers/$customerId"
          params={{ customerId: other.customerId }}
          search={listAlone}
          replace
        >
          {t('addCustomer.openOther', { name: other.name })}
        </Link>
      )}
    </Note>
  )
}
