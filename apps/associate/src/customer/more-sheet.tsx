import type { Customer } from '@rapport/contract'
import { Sheet } from '@rapport/ui'
import { IconDownload, IconHistory, IconUserShare } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../shell/session.ts'
import { Assign } from './assign.tsx'
import { AssignmentHistory } from './assignment-history.tsx'
import css from './more-sheet.module.css'

type Part = 'assign' | 'history'
const icon = { size: 22, stroke: 1.6, 'aria-hidden': true } as const

/** What one does about a customer now and then: give them to a colleague, see whose they were, hand out what is held. */
export const MoreSheet = (props: { customer: Customer; opened: boolean; onClose: () => void }) => {
  const { customer, opened, onClose } = props
  const { t } = useTranslation()
  const assigns = useMay('customer.assign')
  const exports = useMay('customer.export')
  const [part, setPart] = useState<Part | null>(null)
  const name = customer.firstName || customer.name
  const close = () => {
    setPart(null)
    onClose()
  }
  return (
    <Sheet
      opened={opened}
      onClose={close}
      closeLabel={t('app.close')}
      title={part === null ? customer.name : t(`profile.${part}`, { name })}
    >
      {part === 'assign' ? (
        <Assign customer={customer} onDone={close} />
      ) : part === 'history' ? (
        <AssignmentHistory customerId={customer.id} />
      ) : (
        <ul className={css.list}>
          {assigns && (
            <li>
              <button type="button" className={css.item} onClick={() => setPart('assign')}>
                <IconUserShare {...icon} />
                {t('profile.assign', { name })}
              </button>
            </li>
          )}
          <li>
            <button type="button" className={css.item} onClick={() => setPart('history')}>
              <IconHistory {...icon} />
              {t('profile.history', { name })}
            </button>
          </li>
          {exports && (
            <li>
              <a className={css.item} href={`/api/v1/customers/${customer.id}/export`} download>
                <IconDownload {...icon} />
                {t('profile.export')}
              </a>
            </li>
          )}
        </ul>
      )}
    </Sheet>
  )
}
