import { Button } from '@mantine/core'
import { EmptyState, SkeletonRows } from '@rapport/ui'
import { IconStar, IconUserSearch, IconUsers } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EndlessList } from '../shell/endless-list.tsx'
import { LoadFailed } from '../shell/faces.tsx'
import { useMay } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import { CustomerRow } from './customer-row.tsx'
import css from './customers.module.css'
import { StarToggle } from './star-toggle.tsx'
import { type CustomerList, useCustomers } from './use-customers.ts'

/** One list of customers, with its four faces. */
export const CustomersList = (props: { list: CustomerList; words: string }) => {
  const { t } = useTranslation()
  const { rows, q, more, hasMore, error, retry } = useCustomers(props.list, props.words)
  const storeId = useStore().id
  const { customerId } = useParams({ strict: false })
  if (error) return <LoadFailed error={error} onRetry={() => void retry()} />
  if (!rows) return <SkeletonRows label={t('app.loading')} />
  if (rows.length === 0) return <NoOne list={props.list} q={q} />
  return (
    <EndlessList
      label={t(`customers.${props.list}`)}
      name={`${storeId} customers ${props.list} ${q}`}
      items={rows}
      keyOf={row => row.id}
      estimate={92}
      hasMore={hasMore}
      onMore={more}
    >
      {row => (
        <div className={css.row}>
          <Link
            to="/customers/$customerId"
            params={{ customerId: row.id }}
            search={({ list, q }) => ({ ...(list ? { list } : {}), ...(q ? { q } : {}) })}
            className={css.link}
            aria-current={row.id === customerId ? 'true' : undefined}
          >
            <CustomerRow
              customer={row}
              selected={row.id === customerId}
              aside={<span className={css.gap} />}
            />
          </Link>
          <div className={css.star}>
            <StarToggle customer={row} />
          </div>
        </div>
      )}
    </EndlessList>
  )
}

const NoOne = ({ list, q }: { list: CustomerList; q: string }) => {
  const { t } = useTranslation()
  const adds = useMay('customer.edit')
  const Icon = q ? IconUserSearch : list === 'starred' ? IconStar : IconUsers
  const elsewhere = list !== 'store'
  const action = elsewhere ? (
    <Button
      variant="light"
      renderRoot={props => (
        <Link to="/customers" search={now => ({ ...now, list: 'store' as const })} {...props} />
      )}
    >
      {t('customers.toStore')}
    </Button>
  ) : (
    adds && (
      <Button
        variant="light"
        renderRoot={props => (
          <Link to="/customers" search={now => ({ ...now, add: true as const })} {...props} />
        )}
      >
        {t('customers.add')}
      </Button>
    )
  )
  return (
    <EmptyState
      icon={<Icon aria-hidden />}
      text={q ? t('customers.none', { q }) : t(`customers.empty.${list}`)}
      action={action}
    />
  )
}
