import type { AutoPopulateRule, RuleCondition, RuleInput } from '@rapport/contract'

/** A rule while it is written: every choice has its own place, so that going back and forth loses nothing. */
export type RuleDraft = {
  name: string
  target: string
  attribute: string
  kind: RuleInput['kind']
  path: string
  storeField: Extract<RuleInput, { kind: 'store' }>['field']
  staffField: Extract<RuleInput, { kind: 'staff' }>['field']
  constant: string
  runs: AutoPopulateRule['runs']
  is: RuleCondition['is'] | 'always'
  conditionPath: string
  conditionValue: string
  active: boolean
}
export type WrittenRule = Omit<AutoPopulateRule, 'id' | 'position'>

export const draftOf = (rule?: AutoPopulateRule): RuleDraft => {
  const input = rule?.input
  const condition = rule?.condition
  const attribute = rule?.target.startsWith('attribute.') ? rule.target.slice('attribute.'.length) : ''
  return {
    name: rule?.name ?? '',
    target: attribute ? 'attribute' : (rule?.target ?? 'city'),
    attribute,
    kind: input?.kind ?? 'order',
    path: input?.kind === 'order' ? input.path : 'customer.address.city',
    storeField: input?.kind === 'store' ? input.field : 'city',
    staffField: input?.kind === 'staff' ? input.field : 'email',
    constant: input?.kind === 'constant' ? String(input.value) : '',
    runs: rule?.runs ?? 'only_when_empty',
    is: condition?.is ?? 'always',
    conditionPath: condition?.path ?? '',
    conditionValue: condition && 'value' in condition ? String(condition.value) : '',
    active: rule?.active ?? true,
  }
}

/** The rule as it would be saved; undefined while something is missing. */
export const ruleOf = (draft: RuleDraft): WrittenRule | undefined => {
  const target = draft.target === 'attribute' ? `attribute.${draft.attribute.trim()}` : draft.target
  const input = inputOf(draft)
  const condition = conditionOf(draft)
  const complete = draft.name.trim() !== '' && target !== 'attribute.' && input && condition !== undefined
  if (!complete) return undefined
  return {
    name: draft.name.trim(),
    target: target as WrittenRule['target'],
    input,
    runs: draft.runs,
    condition,
    active: draft.active,
  }
}

const inputOf = (draft: RuleDraft): RuleInput | undefined => {
  switch (draft.kind) {
    case 'order':
      return draft.path.trim() === '' ? undefined : { kind: 'order', path: draft.path.trim() }
    case 'store':
      return { kind: 'store', field: draft.storeField }
    case 'staff':
      return { kind: 'staff', field: draft.staffField }
    case 'phone_country':
      return { kind: 'phone_country' }
    case 'constant':
      return draft.constant.trim() === '' ? undefined : { kind: 'constant', value: draft.constant.trim() }
  }
}

const conditionOf = (draft: RuleDraft): RuleCondition | null | undefined => {
  const path = draft.conditionPath.trim()
  if (draft.is === 'always') return null
  if (path === '') return undefined
  if (draft.is === 'present') return { is: 'present', path }
  if (draft.is === 'at_least' || draft.is === 'at_most') {
    const value = Number(draft.conditionValue)
    return draft.conditionValue.trim() === '' || Number.isNaN(value)
      ? undefined
      : { is: draft.is, path, value }
  }
  return { is: draft.is, path, value: draft.conditionValue }
}
