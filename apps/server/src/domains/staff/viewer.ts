import type { Permission } from '@rapport/contract'
import { sql } from 'kysely'
import type { Viewer } from '../../platform/context.ts'
import type { Database } from '../../platform/db/database.ts'

/**
 * Who this is and what they may, as it stands right now: a change of role, of stores or of a key needs no new sign-in
 * (ACC-4). A key acts as staff of its own; what it may is written on the key.
 */
export async function loadViewer(
  db: Database,
  by: { authUserId: string } | { staffId: string } | { apiKeyHash: Buffer },
  now: Date,
): Promise<Viewer | null> {
  const row = await db
    .selectFrom('staff as s')
    .leftJoin('roles as r', 'r.id', 's.role_id')
    .leftJoin('api_keys as k', 'k.staff_id', 's.id')
    .select(['s.id', 's.kind', 's.first_name', 's.last_name', 's.email', 's.hue', 's.language'])
    .select(({ fn }) => [
      fn.coalesce('r.id', 'k.id').as('role_id'),
      fn.coalesce('r.name', 'k.name').as('role_name'),
      fn.coalesce('r.permissions', 'k.permissions').as('permissions'),
    ])
    .select(
      sql<string[]>`case when k.all_stores then array(select id::text from stores order by 1)
        when k.id is not null then array(select store_id::text from api_key_stores a where a.key_id = k.id order by 1)
        else array(select store_id::text from staff_stores a where a.staff_id = s.id order by 1) end`.as(
        'store_ids',
      ),
    )
    .where('s.state', '=', 'active')
    .where(({ or, and, eb }) =>
      or([
        eb('s.kind', '=', 'person'),
        and([
          eb('k.revoked_at', 'is', null),
          or([eb('k.expires_at', 'is', null), eb('k.expires_at', '>', now)]),
        ]),
      ]),
    )
    .$if('staffId' in by, query => query.where('s.id', '=', 'staffId' in by ? by.staffId : ''))
    .$if('authUserId' in by, query =>
      query.where('s.auth_user_id', '=', 'authUserId' in by ? by.authUserId : ''),
    )
    .$if('apiKeyHash' in by, query =>
      query.where('k.secret_hash', '=', 'apiKeyHash' in by ? by.apiKeyHash : Buffer.alloc(0)),
    )
    .executeTakeFirst()
  if (!row) return null
  return {
    staffId: row.id,
    kind: row.kind as Viewer['kind'],
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email ?? '',
    hue: row.hue,
    language: row.language,
    role: { id: row.role_id ?? row.id, name: row.role_name ?? '' },
    permissions: new Set((row.permissions ?? []) as Permission[]),
    storeIds: row.store_ids,
  }
}
