import { z } from 'zod'
import { operation } from './operation.ts'
import { Permission } from './permissions.ts'
import { Country, Id, Instant, Language, StaffSummary } from './shapes.ts'
import { phoneInvalid, Store, timeZoneUnknown } from './stores.ts'

export const Session = z.object({
  staff: StaffSummary.extend({ email: z.string(), language: Language.nullable() }),
  role: z.object({ id: Id, name: z.string() }),
  permissions: z.array(Permission),
  stores: z.array(Store),
  business: z.object({ name: z.string(), language: Language }),
  /** Whether I have set a PIN to approve with. */
  hasPin: z.boolean(),
  /** What I may give away of a line by myself, in hundredths of a percent; null: without limit. */
  discountLimitBp: z.number().int().nullable(),
})
export type Session = z.infer<typeof Session>

/** Who may approve a discount above a colleague's limit. `limitBp` is their own, in hundredths of a percent; null: none. */
export const Approver = StaffSummary.extend({
  limitBp: z.number().int().nullable(),
  /** Without one they cannot approve on a colleague's device. */
  hasPin: z.boolean(),
})
export type Approver = z.infer<typeof Approver>

export const Role = z.object({
  id: Id,
  name: z.string(),
  builtIn: z.boolean(),
  permissions: z.array(Permission),
})
export type Role = z.infer<typeof Role>

export const StaffMember = StaffSummary.extend({
  email: z.string(),
  role: z.object({ id: Id, name: z.string() }),
  storeIds: z.array(Id),
  state: z.enum(['active', 'left']),
  lastSeenAt: Instant.nullable(),
})
export type StaffMember = z.infer<typeof StaffMember>

const Password = z.string().min(10).max(200)

export const setup = {
  status: operation('public')
    .route({ method: 'GET', path: '/setup', tags: ['Setup'], summary: 'Is there a business yet?' })
    .output(z.object({ needed: z.boolean(), businessName: z.string().nullable() })),
  create: operation('public')
    .route({
      method: 'POST',
      path: '/setup',
      successStatus: 201,
      tags: ['Setup'],
      summary: 'Create the business, its first admin and first store; once',
    })
    .errors({
      ALREADY_SET_UP: {
        status: 409,
        message: 'This installation already has its business. Sign in instead.',
      },
      PHONE_INVALID: phoneInvalid,
      TIME_ZONE_UNKNOWN: timeZoneUnknown,
      SETUP_CODE_WRONG: { status: 403, message: 'The set-up code is printed where the server was started.' },
    })
    .input(
      z.object({
        setupCode: z.string().max(100),
        business: z.object({ name: z.string().trim().min(1).max(80), language: Language }),
        admin: z.object({
          firstName: z.string().trim().min(1).max(80),
          lastName: z.string().trim().max(80),
          email: z.email(),
          password: Password,
        }),
        store: z.object({
          name: z.string().trim().min(1).max(80),
          city: z.string().trim().max(80),
          country: Country,
          timeZone: z.string(),
          landline: z.string().optional(),
          number: z.string().optional(),
        }),
      }),
    )
    .output(z.object({})),
}

export const session = {
  get: operation('signed-in')
    .route({ method: 'GET', path: '/session', tags: ['Session'], summary: 'Who I am, what I may, where' })
    .output(Session),
  setLanguage: operation('signed-in')
    .route({
      method: 'PUT',
      path: '/session/language',
      tags: ['Session'],
      summary: 'The language of the app; null follows the device',
    })
    .input(z.object({ language: Language.nullable() }))
    .output(z.object({})),
  colleagues: operation('signed-in')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/colleagues',
      tags: ['Session'],
      summary: 'Staff of a store of mine',
    })
    .input(z.object({ storeId: Id }))
    .output(z.object({ staff: z.array(StaffSummary) })),
  setPin: operation('signed-in')
    .route({
      method: 'PUT',
      path: '/session/pin',
      tags: ['Session'],
      summary: 'My PIN, which approves on a colleague’s device; null takes it away',
    })
    .errors({
      PASSWORD_WRONG: { status: 403, message: 'This is not your password.' },
      PIN_TOO_EASY: {
        status: 422,
        message: 'Four of the same or digits in a row are guessed first. Take others.',
      },
      PIN_LOCKED: { status: 429, message: 'Too many wrong PINs. Try again in a quarter of an hour.' },
    })
    .input(
      z.object({
        pin: z
          .string()
          .regex(/^\d{4,8}$/, 'must be four to eight digits')
          .nullable(),
        password: z.string().max(200),
      }),
    )
    .output(z.object({})),
  approvers: operation('cart.discount')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/approvers',
      tags: ['Session'],
      summary: 'Who of a store of mine may approve a discount above my limit',
    })
    .input(z.object({ storeId: Id }))
    .output(z.object({ approvers: z.array(Approver) })),
}

export const staff = {
  list: operation('staff.manage')
    .route({ method: 'GET', path: '/staff', tags: ['Staff'], summary: 'Everyone' })
    .output(z.object({ staff: z.array(StaffMember) })),
  create: operation('staff.manage')
    .route({ method: 'POST', path: '/staff', successStatus: 201, tags: ['Staff'], summary: 'Add someone' })
    .errors({ EMAIL_TAKEN: { status: 409, message: 'Someone already signs in with this email.' } })
    .input(
      z.object({
        firstName: z.string().trim().min(1).max(80),
        lastName: z.string().trim().max(80),
        email: z.email(),
        password: Password,
        roleId: Id,
        storeIds: z.array(Id),
      }),
    )
    .output(StaffMember),
  update: operation('staff.manage')
    .route({
      method: 'PATCH',
      path: '/staff/{staffId}',
      tags: ['Staff'],
      summary: 'Change role, stores or state; takes effect at once',
    })
    .errors({ LAST_ADMIN: { status: 409, message: 'Someone must remain who can manage staff.' } })
    .input(
      z.object({
        staffId: Id,
        roleId: Id.optional(),
        storeIds: z.array(Id).optional(),
        state: z.enum(['active', 'left']).optional(),
      }),
    )
    .output(StaffMember),
  roles: operation('staff.manage')
    .route({ method: 'GET', path: '/roles', tags: ['Staff'], summary: 'Roles and their permissions' })
    .output(z.object({ roles: z.array(Role) })),
  saveRole: operation('role.manage')
    .route({ method: 'PUT', path: '/roles/{roleId}', tags: ['Staff'], summary: 'Change or add a role' })
    .errors({
      LAST_ADMIN: { status: 409, message: 'Someone must remain who can manage staff and roles.' },
      ROLE_NAME_TAKEN: { status: 409, message: 'Another role has this name.' },
    })
    .input(z.object({ roleId: Id, name: z.string().trim().min(1).max(60), permissions: z.array(Permission) }))
    .output(Role),
}
