import type { Transaction } from 'kysely'
import { hashPin } from '../domains/staff/index.ts'
import type { DB } from '../platform/db/database.ts'
import { sellers, taxRates, zones } from './data/selling.ts'
import { managersPin } from './data/staff.ts'
import type { DemoStaff } from './played.ts'

/** How Maison Alder sells from a distance: its taxes, deliveries and companies, and the PIN that Clara approves with. */
export async function insertSelling(tx: Transaction<DB>, crew: ReadonlyMap<string, DemoStaff>) {
  await tx.insertInto('tax_rates').values(taxRates).execute()
  for (const [position, { name, countries, ways }] of zones.entries()) {
    const { id: zone_id } = await tx
      .insertInto('shipping_zones')
      .values({ name, position })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('shipping_zone_places')
      .values(countries.map(country => ({ zone_id, country })))
      .execute()
    await tx
      .insertInto('shipping_rates')
      .values(
        ways
          .flatMap(({ freeFrom, price, days: [days_from, days_until], ...way }) => {
            const rate = { ...way, zone_id, days_from, days_until }
            const priced = {
              ...rate,
              price_minor: price,
              total_from_minor: 0,
              total_below_minor: freeFrom ?? null,
            }
            const free = { ...rate, price_minor: 0, total_from_minor: freeFrom ?? 0, total_below_minor: null }
            return freeFrom === undefined ? [priced] : [priced, free]
          })
          .map((rate, index) => ({ ...rate, position: index })),
      )
      .execute()
  }
  await tx
    .insertInto('legal_entities')
    .values(
      sellers.map(seller => ({
        country: seller.country,
        name: seller.name,
        address: seller.address,
        tax_id: seller.taxId,
        terms_url: seller.termsUrl,
        returns_url: seller.returnsUrl,
        privacy_url: seller.privacyUrl,
        receipt_note: JSON.stringify(seller.receiptNote),
      })),
    )
    .execute()
  const { who, pin } = managersPin
  await tx
    .updateTable('staff')
    .set({ pin_hash: await hashPin(pin) })
    .where('id', '=', crew.get(who)?.id ?? '')
    .execute()
}
