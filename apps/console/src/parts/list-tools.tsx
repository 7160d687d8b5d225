import { Button, Checkbox, Popover } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMay } from '@rapport/client'
import { type ExportedList, listsOfPeople } from '@rapport/contract/exported-lists'
import { useLocale } from '@rapport/ui'
import { IconColumns3, IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import type { Column } from './data-table.tsx'
import css from './list-tools.module.css'
import { type ListFile, mostRows, takeFile } from './take-file.ts'

const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const

/** What stands over a list: its filters; which columns one sees; and the list as a file. */
export const ListTools = <Row,>(props: {
  list: ExportedList
  label: string
  columns: readonly Column<Row>[]
  hidden: readonly string[]
  onHide: (columns: readonly string[]) => void
  filters: ReactNode
  file: ListFile<Row> | undefined
}) => (
  <div className={css.tools}>
    {props.filters}
    <span className={css.acts}>
      <Columns {...props} />
      {props.file && <TakeFile {...props} file={props.file} />}
    </span>
  </div>
)

/** The first column opens the row and stays. */
const Columns = <Row,>(props: {
  columns: readonly Column<Row>[]
  hidden: readonly string[]
  onHide: (columns: readonly string[]) => void
}) => {
  const { t } = useTranslation()
  const optional = props.columns.slice(1).filter(column => !column.onlyInFile && !column.headHidden)
  return (
    <Popover
      position="bottom-end"
      width="min(15rem, calc(100vw - 32px))"
      radius="md"
      shadow="md"
      trapFocus
      returnFocus
      withRoles
    >
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconColumns3 {...icon} />}>
          {t('list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={css.columns}>
        {optional.map(({ key, head }) => (
          <Checkbox
            key={key}
            label={head}
            checked={!props.hidden.includes(key)}
            onChange={event =>
              props.onHide(
                event.currentTarget.checked
                  ? props.hidden.filter(each => each !== key)
                  : [...props.hidden, key],
              )
            }
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}

const TakeFile = <Row,>(props: {
  list: ExportedList
  label: string
  columns: readonly Column<Row>[]
  file: ListFile<Row>
}) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { language } = useLocale()
  const may = useMay('customer.export') || !listsOfPeople.includes(props.list)
  const leaving = useRef(new AbortController())
  useEffect(() => {
    leaving.current = new AbortController()
    return () => leaving.current.abort()
  }, [])
  const take = useMutation({
    mutationFn: () =>
      takeFile({
        ...props.file,
        list: props.list,
        name: props.label,
        language,
        columns: props.columns.flatMap(({ head, text }) => (text ? [{ head, text }] : [])),
        signal: leaving.current.signal,
      }),
    onSuccess: ({ rows, more }) =>
      notifications.show({ message: t(more ? 'list.takenPart' : 'list.taken', { count: rows }) }),
    onError: error => {
      if (!leaving.current.signal.aborted) notifications.show({ message: say(error) })
    },
  })
  if (!may) return null
  return (
    <Button
      variant="subtle"
      leftSection={<IconDownload {...icon} />}
      title={t('list.fileHint', { count: mostRows })}
      loading={take.isPending}
      onClick={() => take.mutate()}
    >
      {t('list.file')}
    </Button>
  )
}
