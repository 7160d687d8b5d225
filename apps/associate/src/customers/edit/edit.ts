import type { Customer } from '@rapport/contract'
import { same, threeWay } from '../form/three-way.ts'
import { formOf, type ProfileForm } from './profile-form.ts'

export type Field = keyof ProfileForm
/** A field that someone else changed while I did: what they made of it, what I had, and what I chose. */
export type Clash = { field: Field; theirs: unknown; mine: unknown; chosen: 'mine' | 'theirs' | null }
export type Edit = {
  /** The version that I am changing, and what it said. */
  version: number
  base: ProfileForm
  mine: ProfileForm
  /** What someone else has changed since I began. */
  news: Field[]
  clashes: Clash[]
}

/** Whether I have changed anything. */
export const isChanged = ({ mine, base }: Edit): boolean => !same(mine, base)

/** What they saved under what I typed. A clash that waits for my choice stays one. */
export const together = (now: Edit, customer: Customer): Edit => {
  const theirs = formOf(customer)
  const { merged, news, clashes } = threeWay(now.base, now.mine, theirs)
  return {
    version: customer.version,
    base: theirs,
    mine: withoutEmpty(merged),
    news: [...new Set([...now.news, ...news])],
    clashes: [
      ...now.clashes.filter(clash => !clashes.includes(clash.field)),
      ...clashes.map(field => ({ field, theirs: theirs[field], mine: now.mine[field], chosen: null })),
    ],
  }
}

/** Takes mine or theirs where both of us changed the same; one may change one's mind. */
export const chose = (now: Edit, field: Field, chosen: 'mine' | 'theirs'): Edit => {
  const clash = now.clashes.find(each => each.field === field)
  if (!clash) return now
  // What I had is kept beside theirs, for the way back.
  const mine = clash.chosen === 'theirs' ? clash.mine : now.mine[field]
  return {
    ...now,
    mine: withoutEmpty({ ...now.mine, [field]: chosen === 'theirs' ? clash.theirs : mine } as ProfileForm),
    clashes: now.clashes.map(each => (each === clash ? { ...clash, mine, chosen } : each)),
  }
}

/** A size or an attribute without a value is not there at all. */
export const withoutEmpty = (form: ProfileForm): ProfileForm =>
  Object.fromEntries(
    Object.entries(form).filter(
      ([key, value]) => !/^(sizes|attributes)\./.test(key) || (value !== '' && value !== undefined),
    ),
  ) as ProfileForm

/** Whether something kept on this device still is such an edit. */
export const isEdit = (kept: unknown): kept is Edit => {
  const edit = kept as Partial<Edit> | null
  return (
    typeof edit?.version === 'number' &&
    [edit.base, edit.mine].every(
      form =>
        typeof form?.firstName === 'string' && Array.isArray(form.addresses) && Array.isArray(form.dates),
    ) &&
    Array.isArray(edit.news) &&
    Array.isArray(edit.clashes)
  )
}
