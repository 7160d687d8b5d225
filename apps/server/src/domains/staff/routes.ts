import type { Language, StaffMember } from '@rapport/contract'
import { type Ctx, inTx } from '../../platform/context.ts'
import { violates } from '../../platform/db/database.ts'
import { act, operations as os, reading, verb } from '../../platform/http/operations.ts'
import { Refusal } from '../../platform/refusal.ts'
import { findBusiness, readBusiness, readStores } from '../stores/index.ts'
import { approversOf } from './approve.ts'
import { discountLimitOf } from './discount-limits.ts'
import { setPin } from './pin.ts'
import { listRoles, saveRole } from './roles.ts'
import { alreadySetUp, createBusiness } from './setup.ts'
import { createLoginWithHash, hashPassword, isPassword, type SignIn, within } from './sign-in.ts'
import { addStaff, colleagues, emailTaken, hasPin, listStaff, updateStaff } from './staff.ts'

/** The operations of setting up, of one's own session, and of staff and roles. */
export function staffRoutes(signIn: SignIn, setupCode: string) {
  return {
    setup: {
      status: os.setup.status.handler(async ({ context }) => {
        const business = await findBusiness({ tx: context.runtime.db })
        return { needed: !business, businessName: business?.name ?? null }
      }),
      create: os.setup.create.handler(async ({ context, input }) => {
        if (await findBusiness({ tx: context.runtime.db })) throw alreadySetUp()
        if (input.setupCode !== setupCode)
          throw new Refusal(
            'SETUP_CODE_WRONG',
            403,
            'The set-up code is printed where the server was started.',
          )
        const hash = await hashPassword(signIn, input.admin.password)
        await inTx(context.runtime, { kind: 'system' }, ctx =>
          createBusiness(ctx, input, () => newLogin(ctx, signIn, { ...input.admin, hash })),
        )
        return {}
      }),
    },
    session: {
      get: os.session.get.handler(
        reading(async at => {
          const { viewer } = at
          const business = await readBusiness(at)
          return {
            staff: {
              id: viewer.staffId,
              firstName: viewer.firstName,
              lastName: viewer.lastName,
              hue: viewer.hue,
              email: viewer.email,
              language: viewer.language as Language | null,
            },
            role: viewer.role,
            permissions: [...viewer.permissions],
            stores: await readStores(at, viewer.storeIds),
            business: { name: business.name, language: business.language },
            hasPin: await hasPin(at),
            discountLimitBp: await discountLimitOf(at, viewer.staffId),
          }
        }),
      ),
      setLanguage: os.session.setLanguage.handler(
        act(async (ctx, { language }) =>
          ctx.tx.updateTable('staff').set({ language }).where('id', '=', ctx.viewer.staffId).execute(),
        ),
      ),
      colleagues: os.session.colleagues.handler(
        reading(async (at, { storeId }) => ({ staff: await colleagues(at, storeId) })),
      ),
      setPin: os.session.setPin.handler(
        act((ctx, { pin, password }) => setPin(ctx, { pin }, hash => isPassword(signIn, { hash, password }))),
      ),
      approvers: os.session.approvers.handler(
        reading(async (at, { storeId }) => ({ approvers: await approversOf(at, storeId) })),
      ),
    },
    staff: {
      list: os.staff.list.handler(reading(async at => ({ staff: await listStaff(at) }))),
      create: os.staff.create.handler(async call => {
        const hash = await hashPassword(signIn, call.input.password)
        return verb<typeof call.input, StaffMember>(async (ctx, given) =>
          addStaff(ctx, { ...given, authUserId: await newLogin(ctx, signIn, { ...given, hash }) }),
        )(call)
      }),
      update: os.staff.update.handler(verb(updateStaff)),
      roles: os.staff.roles.handler(reading(async at => ({ roles: await listRoles(at) }))),
      saveRole: os.staff.saveRole.handler(verb(saveRole)),
    },
  }
}

type Login = { email: string; firstName: string; lastName: string; hash: string }

/** A sign-in for someone who is added in the same transaction. @throws Refusal EMAIL_TAKEN */
async function newLogin(ctx: Ctx, signIn: SignIn, { email, firstName, lastName, hash }: Login) {
  const login = { email, name: `${firstName} ${lastName}`.trim(), hash }
  return createLoginWithHash(within(signIn, ctx.tx), login).catch(error => {
    throw violates((error as { cause?: unknown }).cause ?? error, 'auth_users_email_key')
      ? emailTaken()
      : error
  })
}
