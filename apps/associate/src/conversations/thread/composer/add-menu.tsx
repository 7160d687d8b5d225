import { Popover } from '@mantine/core'
import { IconHanger2, IconMessageBolt, IconPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../shell/session.ts'
import css from './composer.module.css'

const icon = { size: 20, stroke: 1.6, 'aria-hidden': true } as const
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }

/** What can be put into a message besides one's own words; arrow keys move, Escape closes. */
export function AddMenu(props: { onQuickReply: () => void; onProduct: () => void }) {
  const { t } = useTranslation()
  const shows = useMay('catalog.read')
  const [opened, setOpened] = useState(false)
  const take = (what: () => void) => () => {
    setOpened(false)
    what()
  }
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-start"
      offset={8}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={css.add}
          aria-label={t('composer.add')}
          title={t('composer.add')}
          onClick={() => setOpened(before => !before)}
        >
          <IconPlus size={24} stroke={1.6} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={t('composer.add')}>
        <div className={css.menu} role="menu" aria-label={t('composer.add')} onKeyDown={move}>
          <button type="button" role="menuitem" onClick={take(props.onQuickReply)}>
            <IconMessageBolt {...icon} />
            {t('composer.quickReply')}
          </button>
          {shows && (
            <button type="button" role="menuitem" tabIndex={-1} onClick={take(props.onProduct)}>
              <IconHanger2 {...icon} />
              {t('composer.product')}
            </button>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

const move = (event: KeyboardEvent<HTMLDivElement>) => {
  const step = steps[event.key]
  if (step === undefined) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  event.preventDefault()
  items[(at + step + items.length) % items.length]?.focus()
}
