import { Popover, UnstyledButton } from '@mantine/core'
import { useLocale } from './locale.tsx'
import { useNow } from './now.ts'
import { exactTime, timeInWords } from './words.ts'

type Props = {
  at: string
  /** Other words than the usual ones, as a plain clock time inside a day. */
  words?: string
}

/** A time in words inside a row that is itself a link; the exact one on hover. */
export const TimeInWords = ({ at, words }: Props) => {
  const locale = useLocale()
  const now = useNow()
  return (
    <time dateTime={at} title={exactTime(at, locale)}>
      {words ?? timeInWords(at, now, locale)}
    </time>
  )
}

/** A time in words that tells the exact one when pressed. */
export const PressableTime = (props: Props) => {
  const locale = useLocale()
  return (
    <Popover position="top" offset={4} withinPortal>
      <Popover.Target>
        <UnstyledButton fz="inherit" lh="inherit" c="inherit">
          <TimeInWords {...props} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="sm">{exactTime(props.at, locale)}</Popover.Dropdown>
    </Popover>
  )
}
