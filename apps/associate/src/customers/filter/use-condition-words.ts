import { orpc } from '@rapport/client'
import type { AttributeDefinition } from '@rapport/contract'
import { exactDay, moneyInWords, useLocale } from '@rapport/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay, useSession } from '../../shell/session.ts'
import { useStore } from '../../shell/store-choice.ts'
import { useColleagues } from '../use-colleagues.ts'
import { useSizeName } from '../use-size-name.ts'
import type { Condition } from './conditions.ts'
import { useAttributes } from './use-attributes.ts'

/** What a condition asks for, as one would say it: «Bought in 90 days», «Size 38», «With Theo». */
export const useConditionWords = (condition: Condition): string => {
  const { t } = useTranslation()
  const { staff } = useSession()
  const staffId = condition.kind === 'assignedTo' ? condition.staffId : null
  const colleague = useColleagues(staffId !== null && staffId !== staff.id).find(each => each.id === staffId)
  const definition = useAttributes(condition.kind === 'attribute').find(
    each => condition.kind === 'attribute' && each.key === condition.key,
  )
  const product = useProductName(condition.kind === 'wishlist' ? condition.product : null)
  const sizeName = useSizeName()
  const range = useRangeWords()
  const { language } = useLocale()
  const oneOrOther = (words: string[]) => new Intl.ListFormat(language, { type: 'disjunction' }).format(words)
  switch (condition.kind) {
    case 'heart':
      return t(`filter.heart.${condition.state}`)
    case 'consent':
      return t('filter.consentOf', {
        channel: t(`channel.${condition.channel}`),
        state: t(`filter.state.${condition.state}`),
      })
    case 'reachable':
      return t('filter.reachableBy', {
        channels: oneOrOther(condition.channels.map(each => t(`channel.${each}`))),
      })
    case 'lastPurchase':
    case 'lastContact':
      return t(`filter.${condition.kind}.${condition.side}`, { count: condition.days })
    case 'spentMinor':
      return range.spent(condition)
    case 'orders':
      return range.orders(condition)
    case 'birthday':
      return t(condition.days === 0 ? 'filter.birthdayToday' : 'filter.birthdayWithin', {
        count: condition.days,
      })
    case 'tag':
      return condition.tag
    case 'wishlist':
      return condition.product ? t('filter.wishes', { product: product ?? '…' }) : t('filter.hasWishes')
    case 'size':
      return condition.of === 'garment'
        ? t('filter.size', { size: condition.size })
        : t('filter.sizeOf', { kind: sizeName(condition.of), size: condition.size })
    case 'city':
      return condition.city
    case 'assignedTo':
      if (staffId === null) return t('filter.withNobody')
      return staffId === staff.id
        ? t('filter.withMe')
        : t('filter.with', { name: colleague?.firstName ?? '…' })
    case 'attribute':
      return range.attribute(condition.asked, definition, condition.key)
  }
}

/** Amounts, counts and attributes, from here to there. */
const useRangeWords = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { currency } = useStore()
  const money = (minor: number) => moneyInWords(minor, currency, locale.language)
  const day = (value: string, kind: string | undefined) => (kind === 'date' ? exactDay(value, locale) : value)
  return {
    spent: ({ from, to }: { from?: number | undefined; to?: number | undefined }) => {
      if (from !== undefined && to !== undefined)
        return t('filter.spent.between', { from: money(from), to: money(to) })
      if (from !== undefined) return t('filter.spent.from', { from: money(from) })
      return t('filter.spent.to', { to: money(to ?? 0) })
    },
    orders: ({ from, to }: { from?: number | undefined; to?: number | undefined }) => {
      if (from !== undefined && from === to) return t('filter.ordersWords.exactly', { count: from })
      if (from !== undefined && to !== undefined) return t('filter.ordersWords.between', { from, to })
      if (from !== undefined) return t('filter.ordersWords.from', { count: from })
      return to === 0 ? t('filter.ordersWords.none') : t('filter.ordersWords.to', { count: to ?? 0 })
    },
    attribute: (
      asked: { is?: string | undefined; from?: string | undefined; to?: string | undefined },
      definition: AttributeDefinition | undefined,
      key: string,
    ) => {
      const label = definition?.label ?? key
      const kind = definition?.kind
      if (kind === 'boolean' && asked.is !== undefined)
        return t(asked.is === 'true' ? 'filter.attribute.yes' : 'filter.attribute.no', { label })
      if (asked.is !== undefined) return t('filter.attribute.is', { label, value: asked.is })
      const from = asked.from === undefined ? undefined : day(asked.from, kind)
      const to = asked.to === undefined ? undefined : day(asked.to, kind)
      if (from !== undefined && to !== undefined) return t('filter.attribute.between', { label, from, to })
      if (from !== undefined) return t('filter.attribute.from', { label, from })
      return t('filter.attribute.to', { label, to: to ?? '' })
    },
  }
}

const useProductName = (productId: string | null): string | undefined => {
  const storeId = useStore().id
  const reads = useMay('catalog.read')
  return useQuery(
    orpc.catalog.get.queryOptions({
      input: { storeId, productId: productId ?? '' },
      enabled: reads && productId !== null,
    }),
  ).data?.name
}
