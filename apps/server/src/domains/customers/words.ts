import { sql } from 'kysely'
import { mustSeeStore, type StaffReading } from '../../platform/context.ts'

type Asked = { storeId: string; field: string; q?: string | undefined; limit: number }

/** What a store's customers have of tags, or of sizes of one kind, that begins with what is typed. @throws Refusal NOT_FOUND */
export async function listWords(
  { tx, viewer }: StaffReading,
  { storeId, field, q = '', limit }: Asked,
): Promise<{ words: string[] }> {
  mustSeeStore(viewer, storeId)
  const kind = field === 'tags' ? 'tag' : field.replace('sizes.', 'size:')
  const { rows } = await sql<{ word: string }>`
    select word from profile_words
    where store_id = ${storeId} and kind = ${kind} and folded >= plain(${q}) and folded < plain(${q}) || chr(1114111)
    order by folded, key limit ${limit}`.execute(tx)
  return { words: rows.map(row => row.word) }
}
