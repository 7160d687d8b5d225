import { moneyInWords, useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { useStore } from '../../../shell/store-choice.ts'
import { withPart } from '../conditions.ts'
import type { Part } from './part.ts'
import { Choices, Fields, Section } from './section.tsx'
import { WholeField } from './whole-field.tsx'

type Range = { from?: number | undefined; to?: number | undefined }

/** What they spent in all, in the store's own money. */
export const SpentSection = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const { currency } = useStore()
  const money = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  const unit = 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2)
  const sign = money.formatToParts(0).find(part => part.type === 'currency')?.value ?? currency
  // A yen is about a cent: without minor units a round sum has two more zeros.
  const steps = [200, 500, 1000, 5000].map(each => each * (unit === 1 ? 100 : unit))
  return (
    <Section title={t('filter.section.spent')}>
      <RangeFields
        value={filter.spentMinor}
        unit={unit}
        sign={sign}
        quick={steps.map(from => ({
          value: { from },
          label: t('filter.quick.from', { amount: moneyInWords(from, currency, language) }),
        }))}
        onChange={range => onChange(withPart(filter, 'spentMinor', range))}
      />
    </Section>
  )
}

/** How many orders we know of. */
export const OrdersSection = ({ filter, onChange }: Part) => {
  const { t } = useTranslation()
  return (
    <Section title={t('filter.section.orders')}>
      <RangeFields
        value={filter.orders}
        quick={[
          { value: { to: 0 }, label: t('filter.quick.none') },
          { value: { from: 1, to: 1 }, label: t('filter.quick.once') },
          { value: { from: 2 }, label: t('filter.quick.twice') },
          { value: { from: 5 }, label: t('filter.quick.five') },
          { value: { from: 10 }, label: t('filter.quick.ten') },
        ]}
        onChange={range => onChange(withPart(filter, 'orders', range))}
      />
    </Section>
  )
}

/** The other way round it would find nobody, and not say why. */
const isEmptyRange = (range: Range | undefined): boolean =>
  range?.from !== undefined && range.to !== undefined && range.from > range.to

const RangeFields = (props: {
  value: Range | undefined
  quick: { value: Range; label: string }[]
  onChange: (range: Range | undefined) => void
  unit?: number
  sign?: string
}) => {
  const { t } = useTranslation()
  const { value, onChange } = props
  const look = {
    ...(props.unit === undefined ? {} : { unit: props.unit }),
    ...(props.sign === undefined ? {} : { sign: props.sign }),
  }
  return (
    <>
      <Choices
        options={props.quick}
        chosen={each => value?.from === each.from && value?.to === each.to}
        onChoose={onChange}
      />
      <Fields>
        <WholeField
          {...look}
          label={t('filter.from')}
          value={value?.from}
          onChange={from => onChange({ ...value, from })}
        />
        <WholeField
          {...look}
          label={t('filter.to')}
          value={value?.to}
          error={isEmptyRange(value) && t('filter.rangeWrong')}
          onChange={to => onChange({ ...value, to })}
        />
      </Fields>
    </>
  )
}
