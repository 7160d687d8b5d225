import { z } from 'zod'
import { CustomerFilter, CustomerSort } from './customer-filter.ts'
import { oneLine } from './customer-parts.ts'
import { operation } from './operation.ts'
import { Id, StaffSummary } from './shapes.ts'

export const SavedFilter = z.object({
  id: Id,
  name: z.string(),
  filter: CustomerFilter,
  sort: CustomerSort.nullable(),
  /** The store whose staff have it too. */
  sharedWithStoreId: Id.nullable(),
  owner: StaffSummary,
  mine: z.boolean(),
})
export type SavedFilter = z.infer<typeof SavedFilter>

const all = z.object({ filters: z.array(SavedFilter) })
const name = oneLine(60).min(1)

export const filters = {
  list: operation('customer.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/filters',
      tags: ['Filters'],
      summary: 'My saved filters in my order, then those that colleagues share with this store',
    })
    .input(z.object({ storeId: Id }))
    .output(all),
  save: operation('customer.read')
    .route({
      method: 'PUT',
      path: '/filters/{filterId}',
      tags: ['Filters'],
      summary: 'Keep a filter under a name; sharing it with a store needs `filter.share`',
    })
    .errors({ TOO_MANY: { status: 409, message: 'You have 50 saved filters. Remove one first.' } })
    .input(
      z.object({
        filterId: Id,
        name,
        filter: CustomerFilter,
        sort: CustomerSort.nullable().default(null),
        sharedWithStoreId: Id.nullable().default(null),
      }),
    )
    .output(SavedFilter),
  rename: operation('customer.read')
    .route({
      method: 'PATCH',
      path: '/filters/{filterId}',
      tags: ['Filters'],
      summary: 'Give one of my filters another name',
    })
    .input(z.object({ filterId: Id, name }))
    .output(SavedFilter),
  remove: operation('customer.read')
    .route({
      method: 'DELETE',
      path: '/filters/{filterId}',
      tags: ['Filters'],
      summary: 'Remove a filter of mine, or with `filter.share` one that is shared with a store of mine',
    })
    .input(z.object({ filterId: Id }))
    .output(z.object({})),
  reorder: operation('customer.read')
    .route({ method: 'PUT', path: '/filter-order', tags: ['Filters'], summary: 'The order of my filters' })
    .input(z.object({ filterIds: z.array(Id).max(50) }))
    .output(z.object({})),
}
