import type { Buyer } from './buyer.ts'

/** Whose a key is, as far as anyone knows: what the database says, and what this import has learnt since. */
export type Directory = {
  external: Map<string, string>
  phones: Map<string, string>
  emails: Map<string, string>
}

export type Match =
  | { kind: 'known'; customerId: string; by: 'external_id' | 'phone' | 'email' }
  | { kind: 'ambiguous'; phoneCustomerId: string; emailCustomerId: string }
  | { kind: 'new' }
  | { kind: 'guest' }

export const externalKey = (source: string, externalId: string) => `${source}\n${externalId}`

/** Whose order this is (IMP-1): by external id, then phone, then email. Phone and email of two people: nothing is guessed. */
export function matchBuyer(directory: Directory, source: string, buyer: Buyer): Match {
  const named = buyer.externalId ? directory.external.get(externalKey(source, buyer.externalId)) : undefined
  if (named) return { kind: 'known', customerId: named, by: 'external_id' }
  const byPhone = buyer.phone ? directory.phones.get(buyer.phone) : undefined
  const byEmail = buyer.email ? directory.emails.get(buyer.email) : undefined
  if (byPhone && byEmail && byPhone !== byEmail)
    return { kind: 'ambiguous', phoneCustomerId: byPhone, emailCustomerId: byEmail }
  if (byPhone) return { kind: 'known', customerId: byPhone, by: 'phone' }
  if (byEmail) return { kind: 'known', customerId: byEmail, by: 'email' }
  return buyer.externalId || buyer.phone || buyer.email ? { kind: 'new' } : { kind: 'guest' }
}

export type Learnt = { external: boolean; phone: boolean; email: boolean }

/** Those of the buyer's keys that were nobody's are this customer's from now on. @returns which they were */
export function learn(directory: Directory, source: string, buyer: Buyer, customerId: string): Learnt {
  const external = buyer.externalId ? externalKey(source, buyer.externalId) : null
  return {
    external: takes(directory.external, external, customerId),
    phone: takes(directory.phones, buyer.phone, customerId),
    email: takes(directory.emails, buyer.email, customerId),
  }
}

function takes(owners: Map<string, string>, key: string | null, customerId: string): boolean {
  if (!key || owners.has(key)) return false
  owners.set(key, customerId)
  return true
}
