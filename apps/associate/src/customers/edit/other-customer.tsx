import { refusalOf } from '@rapport/client'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listAlone } from '../../shell/search-params.ts'
import css from '../add/add-customer-form.module.css'

/** The way to whose number this is, when it was refused for being someone else's. */
export const OtherCustomer = ({ error }: { error: unknown }) => {
  const { t } = useTranslation()
  const { code, data } = error ? refusalOf(error) : { code: null, data: null }
  const other = code === 'CONTACT_TAKEN' ? (data as { customerId: string | null; name: string | null }) : null
  if (!other?.customerId || !other.name) return null
  return (
    <Link
      className={css.other}
      to="/customers/$customerId"
      params={{ customerId: other.customerId }}
      search={listAlone}
    >
      {t('addCustomer.openOther', { name: other.name })}
    </Link>
  )
}
