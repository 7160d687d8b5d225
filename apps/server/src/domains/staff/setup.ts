import type { Language } from '@rapport/contract'
import type { Ctx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { createStore } from '../stores/index.ts'
import { seedTemplates } from '../templates/index.ts'
import { seedRoles } from './roles.ts'
import { addStaff } from './staff.ts'

type Input = {
  business: { name: string; language: Language }
  admin: { firstName: string; lastName: string; email: string }
  store: {
    name: string
    city: string
    country: string
    timeZone: string
    landline?: string | undefined
    number?: string | undefined
  }
}

export const alreadySetUp = () =>
  new Refusal('ALREADY_SET_UP', 409, 'This installation already has its business. Sign in instead.')

/**
 * Makes the business, its roles and texts, its first store and its first admin; once in the life of an installation.
 * @param newLogin makes the admin's, once it is sure that nobody else is the first
 * @throws Refusal ALREADY_SET_UP
 */
export async function createBusiness(ctx: Ctx, input: Input, newLogin: () => Promise<string>): Promise<void> {
  const made = await ctx.tx
    .insertInto('business')
    .values({ name: input.business.name, language: input.business.language, created_at: ctx.clock.now() })
    .onConflict(conflict => conflict.doNothing())
    .returning('singleton')
    .executeTakeFirst()
  if (!made) throw alreadySetUp()
  await seedTemplates(ctx)
  const roles = await seedRoles(ctx)
  const store = await createStore(ctx, {
    ...input.store,
    kind: 'production',
    language: input.business.language,
  })
  const authUserId = await newLogin()
  await addStaff(ctx, { ...input.admin, authUserId, roleId: roles.admin, storeIds: [store.id] })
  await recordAudit(ctx, 'business.created', { subject: input.business.name })
}
