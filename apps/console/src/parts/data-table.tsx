import { Button } from '@mantine/core'
import { EmptyState } from '@rapport/ui'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import css from './data-table.module.css'
import { LoadFailed } from './load-failed.tsx'
import { useRowKeys } from './row-keys.ts'

export type Column<Row> = {
  key: string
  head: string
  /** Only for who hears it, as over a button. */
  headHidden?: boolean
  cell: (row: Row) => ReactNode
  /** Figures stand at the right, under each other. */
  end?: boolean
  /** Never broken over lines. */
  tight?: boolean
  /** What a file says of it; without it, it is in none. */
  text?: (row: Row) => string
  /** As a currency: a column of files, which the screen says with another. */
  onlyInFile?: boolean
  /** Beside what is open there is little room, and it stands there. */
  aside?: boolean
  /** Only where the whole list is sorted by it, on the server or because all of it is here. */
  sort?: Sort
}
export type Sort = { now: 'ascending' | 'descending' | undefined; onSort: () => void }
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
  const hint = useId()
  const { query, columns, rows } = props
  const keys = useRowKeys({
    keys: rows.map(props.keyOf),
    selected: props.selected,
    onEnd: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) query.fetchNextPage?.()
    },
  })
  if (query.error && rows.length === 0)
    return <LoadFailed error={query.error} onRetry={() => query.refetch()} />
  if (!query.isPending && rows.length === 0) return <EmptyState {...props.empty} />
  return (
    <>
      <section
        className={css.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
        aria-label={props.label}
        aria-describedby={props.open && hint}
      >
        {props.open && (
          <span id={hint} hidden>
            {t('list.keys')}
          </span>
        )}
        <table className={css.table} aria-busy={query.isPending || undefined}>
          <thead>
            <tr>
              {columns.map(column => (
                <Head key={column.key} column={column} />
              ))}
            </tr>
          </thead>
          <tbody {...(props.open ? keys.body : {})}>
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
                      <Link {...props.open(row)} {...keys.row(props.keyOf(row))} className={css.open}>
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

const Head = <Row,>({ column: { head, headHidden, end, sort } }: { column: Column<Row> }) => (
  <th scope="col" data-end={end || undefined} aria-sort={sort?.now}>
    {sort ? (
      <button type="button" className={css.sort} data-on={sort.now} onClick={sort.onSort}>
        {head}
        {sort.now === 'ascending' && <IconArrowUp size={14} stroke={2} aria-hidden />}
        {sort.now === 'descending' && <IconArrowDown size={14} stroke={2} aria-hidden />}
      </button>
    ) : headHidden ? (
      <span className="hidden-visually">{head}</span>
    ) : (
      head
    )}
  </th>
)

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
