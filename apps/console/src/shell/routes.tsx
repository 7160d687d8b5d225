import { fetchSession } from '@rapport/client'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { daysIn, endIn, idIn, textIn, wordIn } from '../parts/address.ts'
import { otherViews } from '../payments/views.ts'
import { areasFor } from './areas.ts'

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()()

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { from?: string } => {
    const from = typeof raw.from === 'string' ? raw.from : undefined
    return from?.startsWith('/') && !from.startsWith('//') ? { from } : {}
  },
  component: lazyRouteComponent(() => import('../sign-in/sign-in-screen.tsx'), 'SignInScreen'),
})

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    if (await fetchSession(context.queryClient)) return
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { from: location.href } })
  },
  component: lazyRouteComponent(() => import('./console-layout.tsx'), 'ConsoleLayout'),
})

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: async ({ context }) => {
    const [first] = areasFor((await fetchSession(context.queryClient))?.permissions ?? [])
    if (first) throw redirect({ to: first.to })
  },
  component: lazyRouteComponent(() => import('./nothing-here.tsx'), 'NothingHere'),
})

const imports = createRoute({
  getParentRoute: () => app,
  path: '/imports',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...wordIn(raw, 'kind', ['orders', 'customers', 'products', 'stock']),
    ...textIn(raw, 'q'),
    ...endIn(raw, 'oldest'),
  }),
  component: lazyRouteComponent(() => import('../imports/imports-page.tsx'), 'ImportsPage'),
})
const newImport = createRoute({
  getParentRoute: () => imports,
  path: '/new',
  component: lazyRouteComponent(() => import('../imports/new-import.tsx'), 'NewImport'),
})
const oneImport = createRoute({
  getParentRoute: () => imports,
  path: '/$importId',
  validateSearch: (raw: Record<string, unknown>): { step?: 'columns' } =>
    raw.step === 'columns' ? { step: 'columns' } : {},
  component: lazyRouteComponent(() => import('../imports/import-sheet.tsx'), 'ImportSheet'),
})

const integrations = createRoute({
  getParentRoute: () => app,
  path: '/integrations',
  validateSearch: (raw: Record<string, unknown>) => endIn(raw, 'oldest'),
  component: lazyRouteComponent(() => import('../integrations/integrations-page.tsx'), 'IntegrationsPage'),
})
const integration = createRoute({
  getParentRoute: () => integrations,
  path: '/$keyId',
  component: lazyRouteComponent(() => import('../integrations/key-detail.tsx'), 'KeyDetail'),
})

const audit = createRoute({
  getParentRoute: () => app,
  path: '/audit',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...textIn(raw, 'action'),
    ...idIn(raw, 'staff'),
    ...idIn(raw, 'store'),
    ...daysIn(raw),
    ...endIn(raw, 'oldest'),
  }),
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
})
const auditEntry = createRoute({
  getParentRoute: () => audit,
  path: '/$entryId',
  component: lazyRouteComponent(() => import('../audit/audit-detail.tsx'), 'AuditDetail'),
})

const queue = createRoute({
  getParentRoute: () => app,
  path: '/queue',
  validateSearch: (raw: Record<string, unknown>) => ({ ...idIn(raw, 'store'), ...endIn(raw, 'newest') }),
  component: lazyRouteComponent(() => import('../queue/queue-page.tsx'), 'QueuePage'),
})
const queued = createRoute({ getParentRoute: () => queue, path: '/$orderId' })

const duplicates = createRoute({
  getParentRoute: () => app,
  path: '/duplicates',
  validateSearch: (raw: Record<string, unknown>) => ({ ...idIn(raw, 'store'), ...endIn(raw, 'oldest') }),
  component: lazyRouteComponent(() => import('../duplicates/duplicates-page.tsx'), 'DuplicatesPage'),
})
const duplicate = createRoute({ getParentRoute: () => duplicates, path: '/$survivorId/$absorbedId' })

const attributes = createRoute({
  getParentRoute: () => app,
  path: '/attributes',
  component: lazyRouteComponent(() => import('../attributes/attributes-page.tsx'), 'AttributesPage'),
})
const attribute = createRoute({ getParentRoute: () => attributes, path: '/$attributeKey' })

const rules = createRoute({
  getParentRoute: () => app,
  path: '/rules',
  component: lazyRouteComponent(() => import('../rules/rules-page.tsx'), 'RulesPage'),
})
const rule = createRoute({
  getParentRoute: () => rules,
  path: '/$ruleId',
  component: lazyRouteComponent(() => import('../rules/rule-detail.tsx'), 'RuleDetail'),
})

const payments = createRoute({
  getParentRoute: () => app,
  path: '/payments',
  validateSearch: (raw: Record<string, unknown>) => ({
    ...wordIn(raw, 'show', otherViews),
    ...wordIn(raw, 'kind', ['link', 'terminal', 'cash']),
    ...idIn(raw, 'store'),
    ...textIn(raw, 'q'),
    ...daysIn(raw),
    ...endIn(raw, 'oldest'),
  }),
  component: lazyRouteComponent(() => import('../payments/payments-page.tsx'), 'PaymentsPage'),
})
const payment = createRoute({ getParentRoute: () => payments, path: '/$paymentId' })
const stuckPayment = createRoute({ getParentRoute: () => payments, path: '/stuck/$stuckId' })

const selling = createRoute({
  getParentRoute: () => app,
  path: '/selling',
  component: lazyRouteComponent(() => import('../selling/selling-page.tsx'), 'SellingPage'),
})
const tax = createRoute({
  getParentRoute: () => app,
  path: '/selling/tax',
  component: lazyRouteComponent(() => import('../selling/tax-page.tsx'), 'TaxPage'),
})
const taxRate = createRoute({ getParentRoute: () => tax, path: '/$taxKey' })
const delivery = createRoute({
  getParentRoute: () => app,
  path: '/selling/delivery',
  component: lazyRouteComponent(() => import('../selling/delivery-page.tsx'), 'DeliveryPage'),
})
const zone = createRoute({ getParentRoute: () => delivery, path: '/$zoneId' })
const sellingStores = createRoute({
  getParentRoute: () => app,
  path: '/selling/stores',
  component: lazyRouteComponent(() => import('../selling/stores-page.tsx'), 'StoresPage'),
})
const sellingStore = createRoute({ getParentRoute: () => sellingStores, path: '/$storeId' })
const sellers = createRoute({
  getParentRoute: () => app,
  path: '/selling/sellers',
  component: lazyRouteComponent(() => import('../selling/sellers-page.tsx'), 'SellersPage'),
})
const seller = createRoute({ getParentRoute: () => sellers, path: '/$country' })

const privacy = createRoute({
  getParentRoute: () => app,
  path: '/privacy',
  component: lazyRouteComponent(() => import('../privacy/privacy-page.tsx'), 'PrivacyPage'),
})

export const routeTree = root.addChildren([
  signIn,
  app.addChildren([
    home,
    queue.addChildren([queued]),
    duplicates.addChildren([duplicate]),
    attributes.addChildren([attribute]),
    rules.addChildren([rule]),
    payments.addChildren([payment, stuckPayment]),
    selling,
    tax.addChildren([taxRate]),
    delivery.addChildren([zone]),
    sellingStores.addChildren([sellingStore]),
    sellers.addChildren([seller]),
    privacy,
    imports.addChildren([newImport, oneImport]),
    integrations.addChildren([integration]),
    audit.addChildren([auditEntry]),
  ]),
])
