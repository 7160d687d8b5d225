import { refusalOf } from '@rapport/client'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { listAlone } from '../../shell/search-params.ts'
import css from './add-customer-form.module.css'

/** Why it was refused; and where it is someone else's, the way to them. */
export const Refused = (props: { error: unknown; say: (error: unknown) => string }) => {
  const { t } = useTranslation()
  const { data } = refusalOf(props.error)
  const other = data as { customerId?: string | null; name?: string | null } | undefined
  const box = useRef<HTMLDivElement>(null)
  // A long form has it below the fold, behind its button.
  useEffect(() => {
    if (props.error) box.current?.scrollIntoView({ block: 'nearest' })
  }, [props.error])
  return (
    <div ref={box} className={css.refused}>
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
    </div>
  )
}
