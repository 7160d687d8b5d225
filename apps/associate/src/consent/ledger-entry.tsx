import type { ConsentEntry } from '@rapport/contract'
import { exactTime, Heart, useLocale } from '@rapport/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './ledger-sheet.module.css'

const hearts = { none: 'none', requested: 'asked', opted_in: 'in', opted_out: 'out' } as const

/** One entry: what changed, by what, the exact words, the hashes that chain it. */
export function LedgerEntry({ entry }: { entry: ConsentEntry }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const state = t(`gate.ledger.change.${entry.after}`)
  return (
    <li className={css.entry}>
      <div className={css.head}>
        <Heart state={hearts[entry.after]} label={state} />
        <span>
          <b>{state}</b> {t(`gate.ledger.cause.${entry.cause}`)}
        </span>
      </div>
      <time className={css.time} dateTime={entry.at}>
        {exactTime(entry.at, locale)}
      </time>
      <dl className={css.facts}>
        <Fact name={t('gate.ledger.words')} value={entry.words && <q>{entry.words}</q>} />
        <Fact name={t('gate.ledger.disclosure')} value={entry.disclosure} />
        <Fact name={t('gate.ledger.by')} value={entry.staffName} />
        <Fact name={t('gate.ledger.to')} value={`${entry.address} · ${entry.storeName}`} />
        <Fact name={t('gate.ledger.hash')} value={<code>{entry.hash}</code>} />
        <Fact
          name={t('gate.ledger.previous')}
          value={entry.seq === 1 ? t('gate.ledger.first') : <code>{entry.previousHash}</code>}
        />
      </dl>
    </li>
  )
}

function Fact({ name, value }: { name: string; value: ReactNode }) {
  if (!value) return null
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
