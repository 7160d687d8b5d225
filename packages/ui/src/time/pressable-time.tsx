import { Popover, UnstyledButton } from '@mantine/core'
import { useLocale } from './locale.tsx'
import { TimeInWords, type TimeProps } from './time-in-words.tsx'
import { exactTime } from './words.ts'

/** A time in words that tells the exact one when pressed. */
export const PressableTime = (props: TimeProps) => {
  const locale = useLocale()
  return (
    <Popover position="top" offset={4} withinPortal>
      <Popover.Target>
        <UnstyledButton ff="inherit" fz="inherit" lh="inherit" c="inherit">
          <TimeInWords {...props} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="sm">{exactTime(props.at, locale)}</Popover.Dropdown>
    </Popover>
  )
}
