import type { CustomerRow } from '@rapport/contract'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { wantedWords } from '../../platform/db/search-words.ts'
import { canonicalEmail, canonicalPhone } from './contact-point.ts'
import { conditionsOf } from './filter.ts'
import { findCustomers } from './find.ts'
import { findAlike } from './find-alike.ts'
import { rowsOf } from './rows.ts'
import { countryOf, findByKey } from './search.ts'

type Reason = 'phone' | 'email' | 'name'
type Asked = {
  storeId: string
  name?: string | undefined
  phone?: string | undefined
  email?: string | undefined
}
const [eachMost, most] = [3, 5]

/** Who of this store may be the one that is being typed in: by phone and email, also only begun, then by name. */
export async function findSimilar(
  reading: StaffReading,
  { storeId, name, phone, email }: Asked,
): Promise<{ candidates: { customer: CustomerRow; reason: Reason; exact: boolean }[] }> {
  mustSeeStore(reading.viewer, storeId)
  const conditions = await conditionsOf(reading, { storeId, list: 'store' })
  const country = await countryOf(reading, storeId)
  const candidates = new Map<string, { reason: Reason; matched: string | null; exact: boolean }>()
  const add = (
    reason: Reason,
    found: { id: string; sort: string; matched?: string | null }[],
    whole: string | null,
  ) => {
    for (const { id, sort, matched } of found)
      if (!candidates.has(id)) candidates.set(id, { reason, matched: matched ?? null, exact: sort === whole })
  }
  const digits = phone?.replace(/\D/g, '') ?? ''
  if (phone && digits.length >= 6) {
    const whole = canonicalPhone(phone, country)
    const found = await findByKey(reading, { storeId, q: phone, conditions, limit: eachMost }, country)
    add('phone', found, whole && `p${whole.slice(1)}`)
  }
  if (email && email.length >= 4) {
    const key = `e${canonicalEmail(email).slice(0, 64)}`
    const asked = { storeId, q: email, conditions, limit: eachMost }
    add('email', await findByKey(reading, asked, country, undefined, [key]), key)
  }
  const words = wantedWords(name ?? '')
  if (name && name.length >= 3 && words.words.length > 0) {
    const named = { storeId, conditions: { ...conditions, words } }
    const found = await findCustomers(reading, {
      ...named,
      sort: 'lastContact',
      after: undefined,
      limit: eachMost,
    })
    add('name', found, null)
    if (found.length === 0 && name.length >= 5)
      add('name', await findAlike(reading, { storeId, q: name, conditions, limit: eachMost }), null)
  }
  const chosen = [...candidates].slice(0, most)
  const rows = await rowsOf(
    reading,
    storeId,
    chosen.map(([id, { matched }]) => ({ id, matched })),
  )
  return {
    candidates: rows.flatMap(customer => {
      const why = candidates.get(customer.id)
      return why ? [{ customer, reason: why.reason, exact: why.exact }] : []
    }),
  }
}
