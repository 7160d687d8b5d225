import type { LegalEntity } from '@rapport/contract'
import type { Ctx, Reading } from '../../platform/context.ts'
import { readBusiness } from '../stores/index.ts'
import { changed, lockSelling } from './changed.ts'

/** Who sells, as a page or a receipt names them. Without an entry for the country that is the business's name alone. */
export type Seller = Omit<LegalEntity, 'address'> & { address: string | null }

/** Who sells in a country. */
export async function legalEntityOf(reading: Pick<Reading, 'tx'>, country: string): Promise<Seller> {
  const entity = await find(reading, country)
  if (entity) return entity
  const { name } = await readBusiness(reading)
  return {
    country,
    name,
    address: null,
    taxId: null,
    termsUrl: null,
    returnsUrl: null,
    privacyUrl: null,
    receiptNote: {},
  }
}

/** The note under a receipt in the first of these languages that has one. */
export const receiptNoteIn = (seller: Pick<Seller, 'receiptNote'>, languages: readonly string[]) =>
  languages.map(language => seller.receiptNote[language]).find(note => note !== undefined && note !== '') ??
  null

export async function listLegalEntities(reading: Pick<Reading, 'tx'>): Promise<LegalEntity[]> {
  const rows = await reading.tx.selectFrom('legal_entities').selectAll().orderBy('country').execute()
  return rows.map(toEntity)
}

/** Changes or adds who sells in a country. What was paid keeps its receipt as it was. */
export async function saveLegalEntity(ctx: Ctx, entity: LegalEntity): Promise<LegalEntity> {
  await lockSelling(ctx)
  const before = await find(ctx, entity.country)
  const values = {
    name: entity.name,
    address: entity.address,
    tax_id: entity.taxId,
    terms_url: entity.termsUrl,
    returns_url: entity.returnsUrl,
    privacy_url: entity.privacyUrl,
    receipt_note: JSON.stringify(entity.receiptNote),
  }
  await ctx.tx
    .insertInto('legal_entities')
    .values({ country: entity.country, ...values })
    .onConflict(conflict => conflict.column('country').doUpdateSet(values))
    .execute()
  await changed(ctx, 'selling.seller_saved', { subject: entity.country, before, after: entity })
  return entity
}

/** From now on the business's name stands for who sells in this country. */
export async function deleteLegalEntity(ctx: Ctx, { country }: { country: string }): Promise<void> {
  await lockSelling(ctx)
  const before = await find(ctx, country)
  if (!before) return
  await ctx.tx.deleteFrom('legal_entities').where('country', '=', country).execute()
  await changed(ctx, 'selling.seller_removed', { subject: country, before })
}

async function find(reading: Pick<Reading, 'tx'>, country: string): Promise<LegalEntity | undefined> {
  const row = await reading.tx
    .selectFrom('legal_entities')
    .selectAll()
    .where('country', '=', country)
    .executeTakeFirst()
  return row && toEntity(row)
}

type Row = {
  country: string
  name: string
  address: string
  tax_id: string | null
  terms_url: string | null
  returns_url: string | null
  privacy_url: string | null
  receipt_note: unknown
}
const toEntity = (row: Row): LegalEntity => ({
  country: row.country,
  name: row.name,
  address: row.address,
  taxId: row.tax_id,
  termsUrl: row.terms_url,
  returnsUrl: row.returns_url,
  privacyUrl: row.privacy_url,
  receiptNote: row.receipt_note as LegalEntity['receiptNote'],
})
