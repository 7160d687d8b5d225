import { z } from 'zod'

/** Every named permission. Roles (editable by an admin) are sets of these. */
export const permissions = [
  'message.send',
  'inbox.store',
  'conversation.assign',
  'consent.request',
  'consent.record',
  'consent.proof',
  'consent.words',
  'customer.read',
  'customer.edit',
  'customer.export',
  'customer.assign',
  'customer.sync',
  'customer.merge',
  'customer.erase',
  'attribute.manage',
  'filter.share',
  'note.manage',
  'template.manage',
  'store.manage',
  'staff.manage',
  'role.manage',
  'business.manage',
  'integration.manage',
  'import.manage',
  'catalog.read',
  'catalog.import',
  'order.import',
  'rules.manage',
  'cart.edit',
  'cart.discount',
  'cart.discount.approve',
  'sale.take',
  'order.refund',
  'payment.manage',
  'selling.manage',
  'privacy.manage',
  'audit.read',
] as const

export const Permission = z.enum(permissions)
export type Permission = z.infer<typeof Permission>

/**
 * What a caller needs to have before an operation looks at its input.
 * `public`: nothing. `signed-in`: any member of staff. Else the named permission.
 */
export type Access = Permission | 'public' | 'signed-in'

/** The four roles every business starts with; an admin may edit them and add others. */
export const defaultRoles: Readonly<
  Record<'associate' | 'manager' | 'admin' | 'integration', readonly Permission[]>
> = {
  associate: [
    'message.send',
    'inbox.store',
    'consent.request',
    'consent.record',
    'customer.read',
    'customer.edit',
    'catalog.read',
    'cart.edit',
    'cart.discount',
    'sale.take',
  ],
  manager: [
    'message.send',
    'inbox.store',
    'conversation.assign',
    'consent.request',
    'consent.record',
    'consent.proof',
    'customer.read',
    'customer.edit',
    'customer.export',
    'customer.assign',
    'customer.merge',
    'filter.share',
    'note.manage',
    'catalog.read',
    'cart.edit',
    'cart.discount',
    'cart.discount.approve',
    'sale.take',
    'order.refund',
    'audit.read',
  ],
  admin: permissions,
  integration: [
    'message.send',
    'consent.request',
    'customer.read',
    'customer.edit',
    'customer.sync',
    'catalog.read',
    'catalog.import',
    'order.import',
  ],
}

/**
 * How much of a line's price a new business's roles may give away by themselves, in hundredths of a percent (CRT-4);
 * null: without limit.
 */
export const defaultDiscountLimits: Readonly<Record<keyof typeof defaultRoles, number | null>> = {
  associate: 1000,
  manager: 3000,
  admin: null,
  integration: 0,
}
