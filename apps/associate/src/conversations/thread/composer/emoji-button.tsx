import { Popover } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './composer.module.css'
import { emoji } from './emoji.ts'
import grid from './emoji-grid.module.css'

const columns = 7
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -columns,
  ArrowDown: columns,
}

/** A small choice of emoji; arrow keys move, Escape closes. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const next =
      buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + (steps[event.key] ?? 0)]
    if (!next || !(event.key in steps)) return
    event.preventDefault()
    next.focus()
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" offset={8} trapFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={css.emoji}
          aria-label={t('composer.emoji')}
          title={t('composer.emoji')}
          onClick={() => setOpened(before => !before)}
        >
          <IconMoodSmile size={22} stroke={1.6} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t('composer.emojiTitle')}>
        <div className={grid.grid} role="toolbar" aria-label={t('composer.emojiTitle')} onKeyDown={move}>
          {emoji.map((each, index) => (
            <button
              key={each}
              type="button"
              className={grid.choice}
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => {
                setOpened(false)
                onPick(each)
              }}
            >
              {each}
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
