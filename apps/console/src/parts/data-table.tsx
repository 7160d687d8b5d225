import { Button } from '@mantine/core'
import { EmptyState } from '@rapport/ui'
import { Link, type LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './data-table.module.css'
import { LoadFailed } from './load-failed.tsx'

export type Column<Row> = {
  key: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** Figures stand at the right, under each other. */
  end?: boolean
  /** Never broken over lines. */
  tight?: boolean
}
type Paged = {
  isPending: boolean
  error: unknown
  refetch: () => unknown
  hasNextPage?: boolean
  isFetchingNextPage?: boolean
  fetchNextPage?: () => unknown
}
type Face = { icon: ReactNode; text: ReactNode; action?: ReactNode }

/** A list as a real table, with its four faces; the first column opens the row when `open` says where. */
export const DataTable = <Row,>(props: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  query: Paged
  empty: Face
  open?: (row: Row) => LinkProps
  selected?: string | undefined
}) => {
  const { t } = useTranslation()
  const { query, columns, rows } = props
  if (query.error && rows.length === 0)
    return <LoadFailed error={query.error} onRetry={() => query.refetch()} />
  if (!query.isPending && rows.length === 0) return <EmptyState {...props.empty} />
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={props.label}>
        <table className={css.table} aria-busy={query.isPending || undefined}>
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column.key} scope="col" data-end={column.end || undefined}>
                  {column.head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {query.isPending ? <SkeletonTableRows columns={columns.length} label={t('app.loading')} /> : null}
            {rows.map(row => (
              <tr key={props.keyOf(row)} data-selected={props.keyOf(row) === props.selected || undefined}>
                {columns.map((column, place) => (
                  <td
                    key={column.key}
                    data-end={column.end || undefined}
                    data-tight={column.tight || undefined}
                  >
                    {place === 0 && props.open ? (
                      <Link {...props.open(row)} className={css.open}>
                        {column.cell(row)}
                      </Link>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {query.hasNextPage && (
        <div className={css.more}>
          <Button
            variant="subtle"
            loading={query.isFetchingNextPage === true}
            onClick={() => query.fetchNextPage?.()}
          >
            {t('app.more')}
          </Button>
        </div>
      )}
    </>
  )
}

const SkeletonTableRows = (props: { columns: number; label: string }) =>
  [0, 1, 2, 3, 4, 5].map(row => (
    <tr key={row}>
      {Array.from({ length: props.columns }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cells are all alike and never move
        <td key={place}>
          {row === 0 && place === 0 && (
            <span className="hidden-visually" role="status">
              {props.label}
            </span>
          )}
          <span
            className={css.bar}
            style={{ width: `${40 + ((row * 17 + place * 29) % 45)}%` }}
            aria-hidden
          />
        </td>
      ))}
    </tr>
  ))
