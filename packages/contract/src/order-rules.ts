import { z } from 'zod'
import { plainText } from './catalog.ts'
import { operation } from './operation.ts'
import { Id } from './shapes.ts'

/** The fields of a profile that a rule may fill; or an extended attribute, as `attribute.<key>`. */
export const ruleTargets = [
  'firstName',
  'lastName',
  'language',
  'pronoun',
  'birthday',
  'country',
  'region',
  'city',
  'assignedStaff',
  'homeStore',
  'tags',
] as const
export const RuleTarget = z.union([
  z.enum(ruleTargets),
  z.string().regex(/^attribute\.[a-z][a-z0-9_]{0,39}$/),
])

/** A field of the order, as in `customer.address.city`, `lines.0.size` or `attributes.channel`. */
export const OrderPath = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9_]+(\.[A-Za-z0-9_ -]+){0,4}$/, 'must name a field, as in customer.address.city')

export const RuleInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('order'), path: OrderPath }),
  z.object({
    kind: z.literal('store'),
    field: z.enum(['id', 'name', 'city', 'region', 'country', 'language']),
  }),
  z.object({ kind: z.literal('staff'), field: z.enum(['id', 'email', 'name']) }),
  /** Of the order's phone number, ISO 3166-1. */
  z.object({ kind: z.literal('phone_country') }),
  z.object({ kind: z.literal('constant'), value: z.union([plainText(200), z.number(), z.boolean()]) }),
])
export type RuleInput = z.infer<typeof RuleInput>

export const RuleCondition = z.discriminatedUnion('is', [
  z.object({ is: z.literal('present'), path: OrderPath }),
  z.object({ is: z.enum(['equal', 'not_equal', 'contains']), path: OrderPath, value: plainText(200) }),
  z.object({ is: z.enum(['at_least', 'at_most']), path: OrderPath, value: z.number() }),
])
export type RuleCondition = z.infer<typeof RuleCondition>

export const AutoPopulateRule = z.object({
  id: Id,
  name: plainText(80).min(1),
  target: RuleTarget,
  input: RuleInput,
  /** `on_create`: when the order makes the customer. `only_when_empty`: while the field has nothing. */
  runs: z.enum(['on_create', 'each_order', 'only_when_empty']),
  condition: RuleCondition.nullable(),
  active: z.boolean(),
  position: z.number().int(),
})
export type AutoPopulateRule = z.infer<typeof AutoPopulateRule>

const Value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable()

export const RuleTrial = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  customerName: z.string().nullable(),
  /** Why nothing would be written; null when something would. */
  skipped: z
    .enum(['no_customer', 'condition', 'not_new', 'not_empty', 'no_value', 'not_valid', 'same'])
    .nullable(),
  /** What the input gives. */
  value: Value,
  before: Value,
  after: Value,
})
export type RuleTrial = z.infer<typeof RuleTrial>

/** IMP-2: what an order writes into its customer's profile. */
export const orderRules = {
  rules: operation('rules.manage')
    .route({
      method: 'GET',
      path: '/auto-populate-rules',
      tags: ['Orders'],
      summary: 'The rules by which orders fill profiles, in the order they run',
    })
    .output(z.object({ rules: z.array(AutoPopulateRule) })),
  saveRule: operation('rules.manage')
    .route({
      method: 'PUT',
      path: '/auto-populate-rules/{ruleId}',
      tags: ['Orders'],
      summary: 'Change a rule, or add one under a new id',
    })
    .errors({
      TARGET_UNKNOWN: { status: 422, message: 'There is no such profile field. Define the attribute first.' },
    })
    .input(AutoPopulateRule.omit({ id: true, position: true }).extend({ ruleId: Id }))
    .output(AutoPopulateRule),
  deleteRule: operation('rules.manage')
    .route({
      method: 'DELETE',
      path: '/auto-populate-rules/{ruleId}',
      tags: ['Orders'],
      summary: 'Delete a rule; what it wrote stays',
    })
    .input(z.object({ ruleId: Id }))
    .output(z.object({})),
  sortRules: operation('rules.manage')
    .route({
      method: 'POST',
      path: '/auto-populate-rules/sort',
      tags: ['Orders'],
      summary: 'Put the rules in this order; later ones see what earlier ones wrote',
    })
    .input(z.object({ ruleIds: z.array(Id).max(200) }))
    .output(z.object({ rules: z.array(AutoPopulateRule) })),
  tryRule: operation('rules.manage')
    .route({
      method: 'POST',
      path: '/auto-populate-rules/try',
      tags: ['Orders'],
      summary: 'What a rule, saved or not, would do with a past order; writes nothing',
    })
    .input(
      z.object({
        rule: AutoPopulateRule.omit({ id: true, position: true }),
        /** By id, or by number as customers type it. */
        order: z.string().trim().min(1).max(60),
      }),
    )
    .output(RuleTrial),
}
