import { Button } from '@mantine/core'
import type { CustomerRow as Row } from '@rapport/contract'
import { EmptyState, SearchField, SkeletonRows } from '@rapport/ui'
import { IconUserPlus, IconUserSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CustomerRow } from '../../customers/customer-row.tsx'
import { useCustomers } from '../../customers/use-customers.ts'
import { EndlessList } from '../../shell/endless-list.tsx'
import { LoadFailed } from '../../shell/faces.tsx'
import { useMay } from '../../shell/session.ts'
import css from './addressees.module.css'

/** Whom: the store's customers, last contacted first, found by name, phone or email. */
export const Addressees = ({ onPick }: { onPick: (customer: Row) => void }) => {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const { rows, q, more, hasMore, error, retry } = useCustomers('store', words)
  const adds = useMay('customer.edit')
  return (
    <div className={css.sheet}>
      <SearchField
        label={t('newMessage.label')}
        clearLabel={t('app.clear')}
        value={words}
        onChange={setWords}
        autoFocus
      />
      <div className={css.list}>
        {error && <LoadFailed error={error} onRetry={() => void retry()} />}
        {!rows && !error && <SkeletonRows label={t('app.loading')} rows={5} />}
        {rows?.length === 0 && (
          <EmptyState
            icon={<IconUserSearch aria-hidden />}
            text={q ? t('newMessage.none', { q }) : t('newMessage.empty')}
            action={
              adds && (
                <Button
                  variant="light"
                  leftSection={<IconUserPlus size={20} stroke={1.7} aria-hidden />}
                  renderRoot={props => <Link to="/customers" search={{ add: true }} {...props} />}
                >
                  {t('newMessage.add')}
                </Button>
              )
            }
          />
        )}
        {rows && rows.length > 0 && (
          <EndlessList
            label={t('newMessage.label')}
            name={`addressees ${q}`}
            items={rows}
            keyOf={row => row.id}
            estimate={92}
            hasMore={hasMore}
            onMore={more}
          >
            {row => (
              <button type="button" className={css.row} onClick={() => onPick(row)}>
                <CustomerRow customer={row} />
              </button>
            )}
          </EndlessList>
        )}
      </div>
    </div>
  )
}
