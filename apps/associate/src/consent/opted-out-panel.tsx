import { Button } from '@mantine/core'
import type { Conversation } from '@rapport/contract'
import { Heart } from '@rapport/ui'
import { IconCertificate, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { useGo } from '../conversations/thread/use-go.ts'
import { useWhen } from '../conversations/thread/when.ts'
import { useNumber } from './as-number.ts'
import { LedgerSheet } from './ledger-sheet.tsx'
import css from './panel.module.css'
import { Panel } from './panel.tsx'
import { personOf, pronounOf } from './person.ts'

/** The customer asked us to stop: why it is closed, and that only they can open it (CON-7). */
export function OptedOutPanel({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation()
  const when = useWhen()
  const go = useGo()
  const [proof, setProof] = useState(false)
  const person = personOf(conversation)
  const { name, store } = person
  const number = useNumber(conversation.storeNumber)
  const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const
  return (
    <Panel
      sign={<Heart state="out" large label={t('thread.heart.opted_out', { name })} />}
      title={t('gate.optedOut.title', { name })}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconCertificate {...icon} />}
            onClick={() => setProof(true)}
          >
            {t('gate.optedOut.proof')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconUser {...icon} />}
            onClick={() => go.profile(conversation.customer.id)}
          >
            {t('gate.optedOut.profile', pronounOf(person))}
          </Button>
        </>
      }
      note={
        conversation.archivedAt
          ? t('gate.optedOut.archived', { when: when(conversation.archivedAt) })
          : t('gate.optedOut.soon')
      }
    >
      {number ? (
        <Trans
          i18nKey="gate.optedOut.body"
          {...pronounOf(person)}
          values={{ name, store, number }}
          components={{ b: <b />, nr: <span className={css.nowrap} /> }}
        />
      ) : (
        t('gate.optedOut.bodyNoNumber', { name, store })
      )}
      <LedgerSheet conversation={conversation} opened={proof} onClose={() => setProof(false)} />
    </Panel>
  )
}
