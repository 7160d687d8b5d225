import type { AutoPopulateRule, GivenOrder, RuleCondition, RuleInput } from '@rapport/contract'
import type { Profile } from '../customers/index.ts'
import { type Buyer, languageCode } from './buyer.ts'
import type { Place, Places, Seller } from './places.ts'

export type AttributeKind = { kind: string; choices: readonly string[] }
/** What a rule may look at. */
export type RuleScene = {
  order: GivenOrder
  buyer: Buyer
  store: Place | undefined
  seller: Seller | undefined
  places: Places
  attributes: ReadonlyMap<string, AttributeKind>
}
type Scalar = string | number | boolean

/** A field of the order; undefined when it is not there, or is no single value. */
export function fieldOf(order: GivenOrder, path: string): Scalar | undefined {
  let at: unknown = order
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return isScalar(at) && at !== '' ? at : undefined
}
const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** What the rule's input gives for this order. */
export function inputOf(input: RuleInput, scene: RuleScene): Scalar | undefined {
  if (input.kind === 'order') return fieldOf(scene.order, input.path)
  if (input.kind === 'store') return scene.store?.[input.field] ?? undefined
  if (input.kind === 'staff') return scene.seller?.[input.field]
  if (input.kind === 'phone_country') return scene.buyer.phoneCountry ?? undefined
  return input.value
}

/** Does the order meet the condition? Words are compared without regard to case. */
export function meets(condition: RuleCondition | null, order: GivenOrder): boolean {
  if (!condition) return true
  const value = fieldOf(order, condition.path)
  if (condition.is === 'present') return value !== undefined
  if (condition.is === 'at_least' || condition.is === 'at_most') {
    const number = Number(value)
    if (value === undefined || Number.isNaN(number)) return false
    return condition.is === 'at_least' ? number >= condition.value : number <= condition.value
  }
  const text = String(value ?? '').toLowerCase()
  const wanted = String(condition.value).toLowerCase()
  if (condition.is === 'contains') return text.includes(wanted)
  return (text === wanted) === (condition.is === 'equal')
}

/** The column of a profile that a target is; null for an extended attribute. */
export const columns = {
  firstName: 'first_name',
  lastName: 'last_name',
  language: 'language',
  pronoun: 'pronoun',
  birthday: 'birthday',
  country: 'country',
  region: 'region',
  city: 'city',
  assignedStaff: 'assigned_staff_id',
  homeStore: 'home_store_id',
  tags: 'tags',
} as const satisfies Record<string, keyof Profile>

/** The key of the extended attribute that a target names; undefined for a field of the profile. */
export const attributeOf = (target: AutoPopulateRule['target']) =>
  target.startsWith('attribute.') ? target.slice('attribute.'.length) : undefined

/** The value as the target keeps it; undefined when it cannot be one. */
export function fit(target: AutoPopulateRule['target'], value: Scalar, scene: RuleScene): Scalar | undefined {
  const attribute = attributeOf(target)
  if (attribute) return fitAttribute(scene.attributes.get(attribute), value)
  const text = String(value).trim()
  if (text === '') return undefined
  switch (target) {
    case 'language':
      return languageCode(text) ?? undefined
    case 'pronoun':
      return ['she', 'he', 'they'].includes(text) ? text : undefined
    case 'birthday':
      return isDate(text) ? text : undefined
    case 'country':
      return /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : undefined
    case 'assignedStaff': {
      const seller = scene.places.seller(text)
      return seller?.active ? seller.id : undefined
    }
    case 'homeStore':
      return scene.places.store(text)?.id
    case 'tags':
      return text.slice(0, 40)
    default:
      return text.slice(0, 80)
  }
}

function fitAttribute(defined: AttributeKind | undefined, value: Scalar): Scalar | undefined {
  const text = String(value).trim()
  switch (defined?.kind) {
    case 'text':
      return text === '' ? undefined : text.slice(0, 500)
    case 'number':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'date':
      return isDate(text.slice(0, 10)) ? text.slice(0, 10) : undefined
    case 'choice':
      return defined?.choices.find(choice => choice.toLowerCase() === text.toLowerCase())
    default:
      return undefined
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}
