import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'

/** What went wrong, in words, where it went wrong. */
export const Trouble = ({ text }: { text: string }) => (
  <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
    {text}
  </Note>
)
