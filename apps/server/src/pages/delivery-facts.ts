import type { OrderAddress } from '@rapport/contract'
import { getCountries } from 'libphonenumber-js/max'
import { frozen } from '../domains/carts/index.ts'
import type { Reading } from '../platform/context.ts'
import type { SeenCart } from './cart-facts.ts'

/** The countries that anything is sent to; all of them where a zone is «everywhere else». */
export async function deliveryCountries({ tx }: Pick<Reading, 'tx'>): Promise<string[]> {
  const rows = await tx
    .selectFrom('shipping_zone_places as p')
    .innerJoin('shipping_rates as r', 'r.zone_id', 'p.zone_id')
    .where('r.active', '=', true)
    .select('p.country')
    .distinct()
    .execute()
  return rows.some(row => row.country === null)
    ? getCountries().filter(code => /^[A-Z]{2}$/.test(code))
    : rows.flatMap(row => row.country ?? [])
}

/** Where the shared version goes; null while nobody has said. */
export const addressNow = async (
  reading: Pick<Reading, 'tx'>,
  cart: SeenCart,
): Promise<OrderAddress | null> => (await frozen(reading, cart.id, cart.facts.version))?.address ?? null
