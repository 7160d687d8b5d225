import { Button } from '@mantine/core'
import type { ExportedList } from '@rapport/contract/exported-lists'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from './data-table.tsx'
import { useHiddenColumns } from './kept-columns.ts'
import { ListTools } from './list-tools.tsx'
import type { ListFile } from './take-file.ts'

type Table<Row> = Omit<ComponentProps<typeof DataTable<Row>>, 'columns'>

/** A table that is worked with: its filters, the columns one chose, and all of it as a file. */
export const ListTable = <Row,>({
  list,
  columns,
  filters,
  onClear,
  file,
  ...table
}: Table<Row> & {
  list: ExportedList
  columns: readonly Column<Row>[]
  filters?: ReactNode
  /** Takes all filters away; undefined when none is set. */
  onClear?: (() => void) | undefined
  file?: ListFile<Row>
}) => {
  const { t } = useTranslation()
  const { hidden, hide } = useHiddenColumns(list)
  const shown = columns.filter(
    ({ key, onlyInFile, aside }, place) =>
      place === 0 || !(onlyInFile || hidden.includes(key) || (aside && table.selected !== undefined)),
  )
  const empty = onClear && {
    icon: table.empty.icon,
    text: t('list.noneFit'),
    action: (
      <Button variant="light" onClick={onClear}>
        {t('list.clear')}
      </Button>
    ),
  }
  return (
    <>
      <ListTools
        list={list}
        label={table.label}
        columns={columns}
        hidden={hidden}
        onHide={hide}
        filters={filters}
        file={file}
      />
      <DataTable {...table} columns={shown} empty={empty ?? table.empty} />
    </>
  )
}
