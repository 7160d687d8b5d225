import type { AutoPopulateRule, RuleTrial } from '@rapport/contract'
import type { Profile } from '../customers/index.ts'
import { attributeOf, columns, fit, inputOf, meets, type RuleScene } from './rule-value.ts'

type Value = RuleTrial['value']
type Attempt = Pick<RuleTrial, 'skipped' | 'value' | 'before' | 'after'>
export type Rule = Omit<AutoPopulateRule, 'id' | 'position'>

/** What a rule would write into this profile (IMP-2). `isNew`: the order made the customer. Pure. */
export function tryOn(rule: Rule, profile: Profile, isNew: boolean, scene: RuleScene): Attempt {
  const before = valueIn(profile, rule.target)
  const value = inputOf(rule.input, scene) ?? null
  const skip = (skipped: RuleTrial['skipped']): Attempt => ({ skipped, value, before, after: before })
  if (!meets(rule.condition, scene.order)) return skip('condition')
  if (rule.runs === 'on_create' && !isNew) return skip('not_new')
  const list = rule.target === 'tags'
  if (rule.runs === 'only_when_empty' && !isEmpty(before)) return skip('not_empty')
  if (value === null) return skip('no_value')
  const fitting = fit(rule.target, value, scene)
  if (fitting === undefined) return skip('not_valid')
  const after = list ? withTag(before, String(fitting)) : fitting
  if (JSON.stringify(after) === JSON.stringify(before)) return skip('same')
  return { skipped: null, value, before, after }
}

/** The profile after these rules, in their order; each sees what those before it wrote. */
export function populate(
  profile: Profile,
  rules: readonly Rule[],
  isNew: boolean,
  scene: RuleScene,
): Profile {
  return rules.reduce((at, rule) => {
    const { skipped, after } = tryOn(rule, at, isNew, scene)
    return skipped === null ? withValue(at, rule.target, after) : at
  }, profile)
}

function valueIn(profile: Profile, target: Rule['target']): Value {
  const attribute = attributeOf(target)
  const value = attribute ? profile.attributes[attribute] : profile[columns[target as keyof typeof columns]]
  return (value ?? null) as Value
}

function withValue(profile: Profile, target: Rule['target'], value: Value): Profile {
  const attribute = attributeOf(target)
  if (attribute) return { ...profile, attributes: { ...profile.attributes, [attribute]: value } }
  return { ...profile, [columns[target as keyof typeof columns]]: value }
}

const isEmpty = (value: Value) =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

function withTag(before: Value, tag: string): string[] {
  const tags = Array.isArray(before) ? before : []
  return tags.some(one => one.toLowerCase() === tag.toLowerCase()) ? tags : [...tags, tag]
}
