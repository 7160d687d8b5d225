import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withPart } from '../conditions.ts'
import type { Part } from './part.ts'
import { Choices, Fields, Section } from './section.tsx'
import { WholeField } from './whole-field.tsx'

type Side = 'within' | 'over'
const quick = {
  lastPurchase: ['within30', 'within90', 'within365', 'over180', 'over365'],
  lastContact: ['within7', 'within30', 'over60', 'over180'],
} as const
const sides: readonly Side[] = ['within', 'over']

/** How long ago: in the last so many days, or not for so long. */
export const DaysSection = ({ of, filter, onChange }: Part & { of: 'lastPurchase' | 'lastContact' }) => {
  const { t } = useTranslation()
  const asked = filter[of]
  const [side, setSide] = useState<Side>(asked?.over !== undefined ? 'over' : 'within')
  const put = (next: Side, days: number | undefined) => {
    setSide(next)
    onChange(withPart(filter, of, days ? { [next]: days } : undefined))
  }
  const days = asked?.[side]
  const label = (choice: (typeof quick)['lastPurchase' | 'lastContact'][number]) =>
    t(`filter.quick.${of}.${choice}` as 'filter.quick.lastPurchase.within30')
  return (
    <Section title={t(`filter.section.${of}`)}>
      <Choices
        options={quick[of].map(value => ({ value, label: label(value) }))}
        chosen={value => same(value, asked)}
        onChoose={value => {
          const [next, count] = value ? read(value) : [side, undefined]
          put(next, count)
        }}
      />
      <Fields>
        <NativeSelect
          label={t('filter.side.label')}
          value={side}
          onChange={event => put(event.currentTarget.value as Side, days)}
          data={sides.map(value => ({ value, label: t(`filter.side.${value}`) }))}
        />
        <WholeField
          label={t('filter.side.days')}
          value={days}
          max={3650}
          onChange={value => put(side, value)}
        />
      </Fields>
    </Section>
  )
}

const read = (choice: string): [Side, number] => {
  const side = choice.startsWith('over') ? 'over' : 'within'
  return [side, Number(choice.slice(side.length))]
}
const same = (
  choice: string,
  asked: { within?: number | undefined; over?: number | undefined } | undefined,
) => {
  const [side, days] = read(choice)
  return asked?.[side] === days
}
