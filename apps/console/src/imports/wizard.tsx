import { Drawer } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import stepsCss from './steps.module.css'
import css from './wizard.module.css'

export const importSteps = ['file', 'columns', 'check', 'run'] as const
export type ImportStep = (typeof importSteps)[number]

/** The sheet at the right edge in which an import goes its four steps; closing it leaves the import where it is. */
export const Wizard = (props: { step: ImportStep; title: string; foot: ReactNode; children: ReactNode }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  // It has to be seen closed before it opens, or it would not know where to give the focus back.
  const [opened, setOpened] = useState(false)
  useEffect(() => setOpened(true), [])
  const now = importSteps.indexOf(props.step)
  return (
    <Drawer
      opened={opened}
      onClose={() => void navigate({ to: '/imports', search: true })}
      position="right"
      size={760}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('app.close'), icon: <IconX size={22} stroke={1.6} aria-hidden /> }}
      styles={{
        content: { borderRadius: '20px 0 0 20px', display: 'flex', flexDirection: 'column' },
        title: { font: '450 1.75rem / 2.125rem var(--display)', fontVariationSettings: '"opsz" 72' },
        header: { padding: '16px 16px 8px 32px' },
        body: { padding: 0, flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
      }}
    >
      <ol className={stepsCss.steps} aria-label={t('imports.steps')}>
        {importSteps.map((each, place) => (
          <li
            key={each}
            data-on={place === now || undefined}
            data-done={place < now || undefined}
            aria-current={place === now ? 'step' : undefined}
          >
            <b aria-hidden>{place < now ? <IconCheck size={14} stroke={2.4} /> : place + 1}</b>
            <span>{t(`imports.step.${each}`)}</span>
          </li>
        ))}
      </ol>
      <div className={css.body}>{props.children}</div>
      <footer className={css.foot}>{props.foot}</footer>
    </Drawer>
  )
}
