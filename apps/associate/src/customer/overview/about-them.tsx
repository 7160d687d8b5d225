import { orpc } from '@rapport/client'
import type { AttributeDefinition, AttributeValue, Customer } from '@rapport/contract'
import { exactDay, Tag, useLocale } from '@rapport/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSizeName } from '../../customers/use-size-name.ts'
import { AddressLines } from '../address-lines.tsx'
import { Fact, Facts, Section } from '../section.tsx'
import { sizesInOrder } from '../sizes-in-order.ts'
import css from './overview.module.css'

/** What they wear, where they live, which days matter, and what the business wants to know besides. */
export const AboutThem = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation()
  const sizeName = useSizeName()
  const { sizes, addresses, dates, tags, attributes } = customer
  const definitions = useQuery(orpc.attributes.list.queryOptions()).data?.attributes ?? []
  const known = definitions.filter(({ key }) => attributes[key] !== undefined && attributes[key] !== null)
  const worn = sizesInOrder(sizes)
  if (worn.length + addresses.length + dates.length + tags.length + known.length === 0) return null
  return (
    <Section title={t('profile.goodToKnow')}>
      {tags.length > 0 && (
        <ul className={css.tags} aria-label={t('profile.tags')}>
          {tags.map(tag => (
            <li key={tag}>
              <Tag tone="mute">{tag}</Tag>
            </li>
          ))}
        </ul>
      )}
      <Facts>
        {worn.map(([kind, size]) => (
          <Fact key={kind} term={sizeName(kind)}>
            {size}
          </Fact>
        ))}
        {dates.map(({ label, date }) => (
          <Fact key={`${label} ${date}`} term={label}>
            <DayOf date={date} />
          </Fact>
        ))}
        {known.map(definition => (
          <Fact key={definition.key} term={definition.label}>
            <Value definition={definition} value={attributes[definition.key] ?? ''} />
          </Fact>
        ))}
        {addresses.map((address, at) => (
          <Fact key={address.id ?? at} term={address.label ?? t('profile.address')}>
            <AddressLines address={address} />
          </Fact>
        ))}
      </Facts>
    </Section>
  )
}

/** A day whose year nobody may know. */
const DayOf = ({ date }: { date: string }) => {
  const locale = useLocale()
  if (!date.startsWith('--')) return exactDay(date, locale)
  const day = new Intl.DateTimeFormat(locale.language, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  return day.format(Date.parse(`2000-${date.slice(2)}`))
}

const Value = ({ definition, value }: { definition: AttributeDefinition; value: AttributeValue }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  if (definition.kind === 'boolean') return t(value === true ? 'profile.yes' : 'profile.no')
  if (definition.kind === 'date') return exactDay(String(value), locale)
  if (typeof value === 'number') return new Intl.NumberFormat(locale.language).format(value)
  return String(value)
}
