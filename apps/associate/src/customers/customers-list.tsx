import { Button } from '@mantine/core'
import type { CustomerFilter, CustomerSort } from '@rapport/contract'
import { EmptyState, SkeletonRows } from '@rapport/ui'
import { IconStar, IconUserSearch, IconUsers } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { EndlessList } from '../shell/endless-list.tsx'
import { LoadFailed } from '../shell/faces.tsx'
import { type CustomersSearch, listAlone } from '../shell/search-params.ts'
import { useMay } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import { CustomerRow } from './customer-row.tsx'
import css from './customers.module.css'
import { StarToggle } from './star-toggle.tsx'
import { type CustomerList, useCustomers } from './use-customers.ts'

/** One list of customers, with its four faces. */
export const CustomersList = (props: {
  list: CustomerList
  words: string
  filter: CustomerFilter | undefined
  sort: CustomerSort
}) => {
  const { t } = useTranslation()
  const { list, filter, sort } = props
  const { rows, q, more, hasMore, old, error, retry } = useCustomers(list, props.words, { filter, sort })
  const storeId = useStore().id
  const { customerId } = useParams({ strict: false })
  // What is on the screen keeps its place until its successor is there, which has a place of its own.
  const asked = JSON.stringify([storeId, 'customers', list, q, filter, sort])
  const shown = useRef(asked)
  if (!old) shown.current = asked
  if (error) return <LoadFailed error={error} onRetry={() => void retry()} />
  if (!rows) return <SkeletonRows label={t('app.loading')} />
  if (rows.length === 0) return <NoOne list={list} q={q} filtered={filter !== undefined} />
  return (
    <EndlessList
      label={t(`customers.${list}`)}
      key={shown.current}
      name={shown.current}
      items={rows}
      keyOf={row => row.id}
      estimate={92}
      hasMore={hasMore}
      onMore={more}
    >
      {row => (
        <div className={css.row} data-old={old || undefined}>
          <Link
            to="/customers/$customerId"
            params={{ customerId: row.id }}
            search={listAlone}
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

/** Nobody: because of the filters, the words, or because there is no one yet; each with its own way on. */
const NoOne = ({ list, q, filtered }: { list: CustomerList; q: string; filtered: boolean }) => {
  const { t } = useTranslation()
  const adds = useMay('customer.edit')
  const Icon = q || filtered ? IconUserSearch : list === 'starred' ? IconStar : IconUsers
  const words = filtered
    ? t(q ? 'customers.noneFilteredWords' : 'customers.noneFiltered', { q })
    : q
      ? t('customers.none', { q })
      : t(`customers.empty.${list}`)
  return (
    <EmptyState
      icon={<Icon aria-hidden />}
      text={words}
      action={
        filtered ? (
          <To label={t('customers.clearFilters')} change={({ where: _gone, ...rest }) => rest} />
        ) : list !== 'store' ? (
          <To label={t('customers.toStore')} change={now => ({ ...now, list: 'store' })} />
        ) : (
          adds && <To label={t('customers.add')} change={now => ({ ...now, add: true })} />
        )
      }
    />
  )
}

const To = (props: { label: string; change: (now: CustomersSearch) => CustomersSearch }) => (
  <Button
    variant="light"
    renderRoot={button => <Link to="/customers" search={now => props.change(listAlone(now))} {...button} />}
  >
    {props.label}
  </Button>
)
