import { orpc, storeChoiceKey, useMay, useSession } from '@rapport/client'
import { exactDay, moneyExactly, useLocale } from '@rapport/ui'
import { IconCreditCard, IconFileImport, IconShoppingBag, IconUser } from '@tabler/icons-react'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Found, FoundGroup } from './found.ts'

const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const
const each = 5
/** A search goes to each store by itself; whoever has more looks in the app of the store. */
const mostStores = 8

/** Customers, orders, imports and payments that fit what was typed; only what this person may see. */
export function useThingsFound(typed: string): { groups: FoundGroup[]; looking: boolean } {
  const { t } = useTranslation()
  const q = typed.trim().slice(0, 60)
  const far = q.length >= 2
  const people = useCustomers(q, far)
  const orders = useOrders(q, far)
  const navigate = useNavigate()
  const { language } = useLocale()
  const imports = useQuery(
    orpc.imports.list.queryOptions({
      input: { q, limit: each },
      enabled: useMay('import.manage') && far,
      placeholderData: keepPreviousData,
    }),
  )
  const payments = useQuery(
    orpc.payments.list.queryOptions({
      input: { q, limit: each },
      enabled: useMay('payment.manage') && far,
      placeholderData: keepPreviousData,
    }),
  )
  if (!far) return { groups: [], looking: false }
  return {
    looking: [people, orders, imports, payments].some(one => one.isFetching),
    groups: [
      { name: t('nav.customers'), items: people.items },
      { name: t('nav.orders'), items: orders.items },
      {
        name: t('nav.payments'),
        items: (payments.data?.items ?? []).map(payment => ({
          id: payment.id,
          label: `${moneyExactly(payment.amountMinor, payment.currency, language)} · ${payment.reference}`,
          detail: [payment.customer?.name, payment.order?.number].filter(Boolean).join(' · '),
          icon: <IconCreditCard {...icon} />,
          go: () =>
            void navigate({ to: '/payments/$paymentId', params: { paymentId: payment.id }, search: {} }),
        })),
      },
      {
        name: t('nav.imports'),
        items: (imports.data?.items ?? []).map(job => ({
          id: job.id,
          label: job.fileName,
          detail: t(`imports.kind.${job.kind}`),
          icon: <IconFileImport {...icon} />,
          go: () => void navigate({ to: '/imports/$importId', params: { importId: job.id }, search: {} }),
        })),
      },
    ],
  }
}

/** The Console has no page of theirs: they are opened in the app, in a store that knows them. */
function useOpenInApp() {
  const { staff } = useSession()
  return (storeId: string, path: string) => {
    localStorage.setItem(storeChoiceKey(staff.id), storeId)
    window.open(`/app/customers/${path}`, '_blank', 'noopener')
  }
}

function useCustomers(q: string, far: boolean) {
  const { t } = useTranslation()
  const { stores } = useSession()
  const open = useOpenInApp()
  const enabled = useMay('customer.read') && far
  return useQueries({
    queries: stores.slice(0, mostStores).map(store =>
      orpc.customers.list.queryOptions({
        input: { storeId: store.id, list: 'store', q, limit: each },
        enabled,
        placeholderData: keepPreviousData,
      }),
    ),
    combine: answers => {
      const known = new Map<string, Found>()
      for (const [place, { data }] of answers.entries())
        for (const { id, name, city } of data?.items ?? []) {
          const store = stores[place]
          if (!store || known.has(id)) continue
          known.set(id, {
            id,
            label: name,
            detail: [city, t('nav.inApp', { store: store.name })].filter(Boolean).join(' · '),
            icon: <IconUser {...icon} />,
            go: () => open(store.id, id),
          })
        }
      return {
        items: enabled ? [...known.values()].slice(0, each) : [],
        isFetching: answers.some(answer => answer.isFetching),
      }
    },
  })
}

function useOrders(q: string, far: boolean) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { stores } = useSession()
  const open = useOpenInApp()
  const enabled = useMay('customer.read') && far && /\d/.test(q)
  const { data, isFetching } = useQuery(
    orpc.orders.find.queryOptions({
      input: { number: q, limit: each },
      enabled,
      placeholderData: keepPreviousData,
    }),
  )
  const items = (data?.orders ?? []).flatMap(({ customer, ...order }): Found[] => {
    // A guest's order has no page.
    if (!customer) return []
    const store = stores.find(({ id }) => id === customer.storeId)?.name ?? ''
    return [
      {
        id: order.id,
        label: `${t('payments.order', { number: order.number })} · ${customer.name}`,
        detail: [exactDay(order.placedAt, locale), t('nav.inApp', { store })].join(' · '),
        icon: <IconShoppingBag {...icon} />,
        go: () => open(customer.storeId, `${customer.id}/orders/${order.id}`),
      },
    ]
  })
  return { items: enabled ? items : [], isFetching }
}
