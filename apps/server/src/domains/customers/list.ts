import type { CustomerFilter, CustomerRow } from '@rapport/contract'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'
import { decodeCursor, encodeCursor } from '../../platform/db/pages.ts'
import { countCustomers } from './count.ts'
import { conditionsOf } from './filter.ts'
import { findCustomers, type Sort } from './find.ts'
import { rowsOf } from './rows.ts'
import { searchCustomers } from './search.ts'

type ListInput = {
  storeId: string
  list: 'mine' | 'store' | 'starred'
  q?: string | undefined
  filter?: CustomerFilter | undefined
  sort?: Sort | undefined
  cursor?: string | undefined
  limit: number
  /** Whether a name that is only spelled alike counts, where none has the words of `q`: the dearest look-up. */
  alike?: boolean
}

const kinds = { lastContact: 'instant', lastPurchase: 'instant', spent: 'number', name: 'text' } as const

/**
 * Customers of a store whom all conditions fit, in the order asked for; with `q` those who have that name, phone, email,
 * order number or external id.
 * @throws Refusal INVALID for an attribute that does not exist
 */
export async function listCustomers(
  reading: StaffReading,
  input: ListInput,
): Promise<{ items: CustomerRow[]; nextCursor: string | null }> {
  mustSeeStore(reading.viewer, input.storeId)
  const conditions = await conditionsOf(reading, input)
  if (input.q) return searchCustomers(reading, { ...input, q: input.q, conditions })
  const sort = input.sort ?? 'lastContact'
  const after = decodeCursor(input.cursor, [kinds[sort], 'id']) as [string, string] | undefined
  const found = await findCustomers(reading, {
    storeId: input.storeId,
    conditions,
    sort,
    after,
    limit: input.limit + 1,
  })
  const page = found.slice(0, input.limit)
  const last = page.at(-1)
  return {
    items: await rowsOf(reading, input.storeId, page),
    nextCursor: found.length > input.limit && last ? encodeCursor([last.sort, last.id]) : null,
  }
}

/** How many a filter leaves of a list, for «42 of your 318 customers». */
export async function countList(
  reading: StaffReading,
  input: Pick<ListInput, 'storeId' | 'list' | 'filter'>,
) {
  mustSeeStore(reading.viewer, input.storeId)
  const { storeId, list } = input
  const of = await countCustomers(reading, {
    storeId,
    conditions: await conditionsOf(reading, { storeId, list }),
  })
  if (!input.filter || Object.keys(input.filter).length === 0) return { ...of, of }
  return {
    ...(await countCustomers(reading, { storeId, conditions: await conditionsOf(reading, input) })),
    of,
  }
}
