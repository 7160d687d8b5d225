import type { Customer } from '@rapport/contract'
import { useEffect } from 'react'
import { aboutCustomer } from '../../shell/kept.ts'
import { useKeptForm } from '../../shell/kept-form.ts'
import { useStore } from '../../shell/store-choice.ts'
import { chose, type Edit, type Field, isChanged, isEdit, together, withoutEmpty } from './edit.ts'
import { formOf, type ProfileForm } from './profile-form.ts'

/**
 * A profile being edited. What I type is kept on this device; when someone else saves meanwhile, on this screen's
 * knowledge or by a refusal, both are brought together at once and what they did is told.
 */
export const useEdit = (customer: Customer) => {
  const fresh = () => begin(customer)
  const of = aboutCustomer(useStore().id, customer.id)
  const kept = useKeptForm<Edit>(`edit ${of}`, fresh, isEdit, isChanged)
  const { set, restart } = kept
  useEffect(() => {
    set(now => (now.version === customer.version ? now : together(now, customer)))
  }, [set, customer])
  const edit = kept.value
  const changed = isChanged(edit)
  return {
    edit,
    changed,
    restored: kept.restored && changed,
    put: (change: Partial<ProfileForm>) =>
      set(now => ({ ...now, mine: withoutEmpty({ ...now.mine, ...change } as ProfileForm) })),
    choose: (field: Field, chosen: 'mine' | 'theirs') => set(now => chose(now, field, chosen)),
    startOver: () => restart(fresh()),
    /** Saved: what stands there now is where the next change begins. */
    finish: (saved: Customer) => restart(begin(saved)),
  }
}

const begin = (customer: Customer): Edit => {
  const base = formOf(customer)
  return { version: customer.version, base, mine: base, news: [], clashes: [] }
}
