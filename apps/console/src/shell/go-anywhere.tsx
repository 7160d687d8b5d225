import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Found } from './found.ts'
import css from './go-anywhere.module.css'
import { usePlacesFound } from './use-places-found.tsx'
import { useThingsFound } from './use-things-found.tsx'

const typingMs = 200
const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

/** Ctrl/⌘ K: every page by its name, customers, orders, payments and imports by what one knows of them. */
export const GoAnywhere = ({ asked }: { asked: number }) => {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    if (asked > 0) setOpened(true)
  }, [asked])
  const close = () => setOpened(false)
  return (
    // Gone at once: asked for again while it fades, it would come with the last words, or lose the first new ones.
    <Modal.Root
      opened={opened}
      onClose={close}
      size={640}
      yOffset="10dvh"
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content radius={20} aria-label={t('nav.find')}>
        <Search onGone={close} />
      </Modal.Content>
    </Modal.Root>
  )
}

/** A field and the list below it: the focus stays in the field, the arrows go through the list. */
const Search = ({ onGone }: { onGone: () => void }) => {
  const { t } = useTranslation()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const [asked] = useDebouncedValue(typed, typingMs)
  const places = usePlacesFound(typed)
  const things = useThingsFound(asked)
  const groups = [...places, ...things.groups].filter(group => group.items.length > 0)
  const all = groups.flatMap(group => group.items)
  const chosen = all[Math.min(at, all.length - 1)]
  const idOf = (found: Found) => `${list}-${all.indexOf(found)}`
  const chosenId = chosen && idOf(chosen)
  useEffect(() => {
    if (chosenId) document.getElementById(chosenId)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  const go = (found: Found | undefined) => {
    if (!found) return
    onGone()
    found.go()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if ((!step && event.key !== 'Enter') || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (!step) go(chosen)
    else if (chosen) setAt((all.indexOf(chosen) + step + all.length) % all.length)
  }
  const looking = things.looking || asked !== typed
  return (
    <>
      <div className={css.field}>
        <IconSearch size={20} stroke={1.7} aria-hidden />
        <input
          role="combobox"
          aria-label={t('nav.find')}
          aria-expanded={all.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosenId}
          placeholder={t('nav.findHint')}
          value={typed}
          maxLength={60}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          onChange={event => {
            setTyped(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={list} role="listbox" aria-label={t('nav.find')} className={css.list}>
        {groups.map((group, place) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list box
          <div key={group.name} role="group" aria-labelledby={`${list}-g${place}`}>
            <div id={`${list}-g${place}`} className={css.group}>
              {group.name}
            </div>
            {group.items.map(found => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and its keys
              <div
                key={found.id}
                id={idOf(found)}
                role="option"
                tabIndex={-1}
                aria-selected={found === chosen}
                className={css.option}
                onMouseMove={() => setAt(all.indexOf(found))}
                onMouseDown={event => event.preventDefault()}
                onClick={() => go(found)}
              >
                {found.icon}
                <span className={css.label}>{found.label}</span>
                {found.detail && <span className={css.detail}>{found.detail}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      {all.length === 0 && !looking && <p className={css.none}>{t('nav.nothingFound')}</p>}
      <p role="status" className="hidden-visually">
        {looking ? t('nav.looking') : t('nav.found', { count: all.length })}
      </p>
    </>
  )
}
