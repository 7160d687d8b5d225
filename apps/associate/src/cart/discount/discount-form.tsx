import { Button, TextInput } from '@mantine/core'
import type { Cart } from '@rapport/contract'
import { Chip, Chips, moneyExactly, Note, Segmented, useLocale } from '@rapport/ui'
import { IconCheck, IconShieldLock } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../shell/session.ts'
import { typedAmount, typedPercent } from '../amount.ts'
import { percentInWords } from '../percent-words.ts'
import css from './discount.module.css'
import { baseOf, comesTo, largestShareBp } from './share-of.ts'

export type Given = { kind: 'amount' | 'percent'; value: number; reason: string }
type Props = {
  cart: Cart
  itemId: string | null
  /** Filled in before, and not saved yet. */
  draft: Given | null
  busy: boolean
  onGive: (given: Given | null) => Promise<unknown>
}

const usualPercents = [500, 1000, 1500, 2000]
const reasons = ['welcome', 'flaw', 'birthday', 'loyal', 'season', 'colleague'] as const

/** How much, and why. Says before anything is saved what it comes to, and whether a manager will be needed. */
export const DiscountForm = ({ cart, itemId, draft, busy, onGive }: Props) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const { discountLimitBp } = useSession()
  const given = cart.discounts.find(each => each.itemId === itemId)
  const first = draft ?? given
  const [kind, setKind] = useState<Given['kind']>(first?.kind ?? 'percent')
  const [words, setWords] = useState(() => (first ? inWords(first, cart.currency, language) : ''))
  const [reason, setReason] = useState(first?.reason ?? '')
  const [tried, setTried] = useState(false)
  const value = kind === 'percent' ? typedPercent(words) : typedAmount(words, cart.currency)
  const base = baseOf(cart, itemId)
  const proposed = value === null ? null : { itemId, kind, value }
  const within =
    proposed !== null && (discountLimitBp === null || largestShareBp(cart, proposed) <= discountLimitBp)
  const money = (minor: number) => moneyExactly(minor, cart.currency, language)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (value !== null && reason.trim()) void onGive({ kind, value, reason: reason.trim() })
  }
  const limit = discountLimitBp === null ? '' : percentInWords(discountLimitBp, language)
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <Segmented<Given['kind']>
        label={t('cart.discount.kind')}
        value={kind}
        options={[
          { value: 'percent', label: t('cart.discount.percent') },
          { value: 'amount', label: t('cart.discount.amount') },
        ]}
        onChange={next => {
          setKind(next)
          setWords('')
        }}
      />
      <TextInput
        label={t(kind === 'percent' ? 'cart.discount.percentOff' : 'cart.discount.amountOff', {
          currency: cart.currency,
        })}
        inputMode="decimal"
        autoComplete="off"
        data-autofocus
        value={words}
        onChange={event => setWords(event.currentTarget.value)}
        error={tried && value === null && t(`cart.discount.wrong_${kind}`)}
      />
      {kind === 'percent' && (
        <div className={css.chips}>
          <Chips label={t('cart.discount.usual')}>
            {usualPercents.map(each => (
              <Chip
                key={each}
                on={value === each}
                onToggle={() => setWords(plainNumber(each / 100, language))}
              >
                {percentInWords(each, language)}
              </Chip>
            ))}
          </Chips>
        </div>
      )}
      <TextInput
        label={t('cart.discount.reason')}
        maxLength={120}
        autoComplete="off"
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
        error={tried && !reason.trim() && t('cart.discount.reasonNeeded')}
      />
      <div className={css.chips}>
        <Chips label={t('cart.discount.reasons')}>
          {reasons.map(each => {
            const said = t(`cart.reason.${each}`)
            return (
              <Chip key={each} on={reason === said} onToggle={() => setReason(reason === said ? '' : said)}>
                {said}
              </Chip>
            )
          })}
        </Chips>
      </div>
      {proposed && (
        <Note
          tone={within ? 'good' : 'warn'}
          icon={
            within ? (
              <IconCheck size={20} stroke={1.8} aria-hidden />
            ) : (
              <IconShieldLock size={20} stroke={1.7} aria-hidden />
            )
          }
          role="status"
        >
          <b className="num">
            {t('cart.discount.comesTo', { off: money(comesTo(proposed, base)), base: money(base) })}
          </b>
          <p>
            {discountLimitBp === null
              ? t('cart.discount.noLimit')
              : t(within ? 'cart.discount.within' : 'cart.discount.above', { limit })}
          </p>
        </Note>
      )}
      <div className={css.actions}>
        {given && (
          <Button variant="subtle" color="bad" disabled={busy} onClick={() => void onGive(null)}>
            {t('cart.discount.takeBack')}
          </Button>
        )}
        <Button type="submit" loading={busy}>
          {t(proposed && !within ? 'cart.discount.askManager' : 'cart.discount.give')}
        </Button>
      </div>
    </form>
  )
}

const plainNumber = (value: number, language: string) =>
  new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 3 }).format(value)

const inWords = (given: Given, currency: string, language: string) => {
  const digits =
    given.kind === 'percent'
      ? 2
      : (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
          .maximumFractionDigits ?? 2)
  return plainNumber(given.value / 10 ** digits, language)
}
