import { withEventMeta } from '@orpc/server'
import { streams } from '@rapport/contract'
import { auditRoutes } from './domains/audit/routes.ts'
import { cartRoutes } from './domains/carts/routes.ts'
import { importProducts, importStock } from './domains/catalog/index.ts'
import { catalogRoutes } from './domains/catalog/routes.ts'
import { checkoutRoutes } from './domains/checkout/routes.ts'
import { consentRoutes, contactRoutes } from './domains/consent/routes.ts'
import {
  attributeRoutes,
  customerRoutes,
  filterRoutes,
  noteRoutes,
  wishlistRoutes,
} from './domains/customers/routes.ts'
import { importRoutes } from './domains/imports/routes.ts'
import type { PresenceBoard } from './domains/inbox/index.ts'
import { conversationRoutes } from './domains/inbox/routes.ts'
import { integrationRoutes } from './domains/integrations/routes.ts'
import { importOrders, keysGiven } from './domains/orders/index.ts'
import { orderRoutes } from './domains/orders/routes.ts'
import { paymentRoutes } from './domains/payments/routes.ts'
import { sellingRoutes } from './domains/pricing/routes.ts'
import { privacyRoutes } from './domains/privacy/routes.ts'
import { profileRoutes } from './domains/profiles/routes.ts'
import type { SignIn } from './domains/staff/index.ts'
import { staffRoutes } from './domains/staff/routes.ts'
import { storeRoutes } from './domains/stores/routes.ts'
import { textRoutes } from './domains/templates/routes.ts'
import { operations as os } from './platform/http/operations.ts'
import type { Live } from './platform/live.ts'

/** The operations that read and answer lines while they come, with what takes those. */
export const lineStreams = [
  { operation: streams.orders.import, take: importOrders, keysOf: keysGiven },
  { operation: streams.catalog.importProducts, take: importProducts },
  { operation: streams.catalog.importStock, take: importStock },
]

/** Every operation of the contract with the verb that does it; one that is missing does not compile. */
export function createRouter(parts: {
  signIn: SignIn
  setupCode: string
  presence: PresenceBoard
  live: Live
  importMaxBytes: number
  /** Where customers and staff reach this server; links begin with it. */
  publicUrl: string
}) {
  const conversations = conversationRoutes(parts.presence)
  return os.router({
    ...staffRoutes(parts.signIn, parts.setupCode),
    stores: storeRoutes,
    customers: { ...customerRoutes, ...contactRoutes },
    notes: noteRoutes,
    wishlist: wishlistRoutes,
    attributes: attributeRoutes,
    filters: filterRoutes,
    profiles: profileRoutes,
    catalog: catalogRoutes(parts),
    orders: orderRoutes,
    carts: cartRoutes({ publicUrl: parts.publicUrl }),
    consent: { ...consentRoutes, ...conversations.consent },
    conversations: conversations.conversations,
    templates: { ...textRoutes, quickReplies: conversations.quickReplies },
    selling: sellingRoutes,
    payments: paymentRoutes(parts),
    checkout: checkoutRoutes,
    privacy: privacyRoutes,
    integrations: integrationRoutes,
    imports: importRoutes({ maxBytes: parts.importMaxBytes }),
    audit: auditRoutes,
    live: {
      stream: os.live.stream.handler(async function* ({ context, signal }) {
        if (!context.viewer) return
        for await (const { signal: told, position } of parts.live.stream(
          context.viewer,
          context.lastEventId,
          signal,
        )) {
          yield position ? withEventMeta(told, { id: position }) : told
        }
      }),
    },
  })
}
