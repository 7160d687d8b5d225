import type { ApiKey, ListEnd, Permission } from '@rapport/contract'
import { sql } from 'kysely'
import type { Reading } from '../../platform/context.ts'
import { decodeCursor, pageOf } from '../../platform/db/pages.ts'

/** All keys of the business, from either end; revoked ones stay, so that what they did has a name. */
export async function listKeys(
  reading: Reading,
  input: { first: ListEnd; cursor?: string | undefined; limit: number },
) {
  const cursor = decodeCursor(input.cursor, ['id'])
  const rows = await selectKeys(reading)
    .$if(cursor !== undefined, query =>
      query.where('k.id', input.first === 'newest' ? '<' : '>', cursor?.[0] ?? ''),
    )
    .orderBy('k.id', input.first === 'newest' ? 'desc' : 'asc')
    .limit(input.limit + 1)
    .execute()
  return pageOf(
    rows,
    input.limit,
    row => keyOf(row, reading.clock.now()),
    row => [row.id],
  )
}

/** @param lock holds the key against other changes until the transaction ends */
export async function findKey(reading: Reading, keyId: string, lock = false): Promise<ApiKey | undefined> {
  const row = await selectKeys(reading)
    .where('k.id', '=', keyId)
    .$if(lock, query => query.forUpdate('k'))
    .executeTakeFirst()
  return row && keyOf(row, reading.clock.now())
}

const selectKeys = (reading: Reading) =>
  reading.tx
    .selectFrom('api_keys as k')
    .leftJoin('staff as s', 's.id', 'k.created_by')
    .selectAll('k')
    .select(['s.first_name', 's.last_name'])
    .select(
      sql<string[]>`array(select store_id::text from api_key_stores a where a.key_id = k.id order by 1)`.as(
        'store_ids',
      ),
    )
type Row = Awaited<ReturnType<ReturnType<typeof selectKeys>['execute']>>[number]

function keyOf(row: Row, now: Date): ApiKey {
  const expired = row.expires_at !== null && row.expires_at <= now
  return {
    id: row.id,
    name: row.name,
    ending: row.ending,
    permissions: row.permissions as Permission[],
    storeIds: row.all_stores ? null : row.store_ids,
    state: row.revoked_at ? 'revoked' : expired ? 'expired' : 'active',
    expiresAt: row.expires_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    createdBy: row.first_name === null ? null : `${row.first_name} ${row.last_name}`.trim(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
