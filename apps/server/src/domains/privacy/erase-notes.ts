import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Person } from './person.ts'

/** Takes the person's phones and emails out of notes about somebody else; what else stands there is about that one. */
export async function eraseFromNotes(ctx: Ctx, person: Person): Promise<void> {
  const { rows } = await sql<{ key: string; email: boolean }>`
    select distinct case kind when 'email' then lower(value) else right(value, 7) end as key, kind = 'email' as email
    from contact_points where id = any(${person.points}::uuid[]) and erased_hash is null`.execute(ctx.tx)
  for (const { key, email } of rows) {
    const spelt = email ? asEmail(key) : asPhone(key)
    await sql`
      update customer_notes set body = regexp_replace(body, ${spelt}, '…', 'gi')
      where addresses_in(body) && array[${key}::text] and addresses_in(body) <> '{}'
        and customer_id <> all(${person.customers}::uuid[])`.execute(ctx.tx)
  }
}

const between = '[ ()/.-]*'
const asEmail = (email: string) =>
  `(?<![[:alnum:]._%+-])${email.replace(/[^\p{L}\p{N}@]/gu, '\\$&')}(?![[:alnum:]])`
/** These digits whatever stands between them, and all that leads up to them. */
const asPhone = (digits: string) => `[(]?[+]?(?:\\d${between})*${[...digits].join(between)}`
