import type { Permission } from '@rapport/contract'
import { sql } from 'kysely'
import type { Viewer } from '../../platform/context.ts'
import type { Database } from '../../platform/db/database.ts'

/** Who this is and what they may, as it stands right now: a change of role or stores needs no new sign-in (ACC-4). */
export async function loadViewer(
  db: Database,
  by: { authUserId: string } | { staffId: string },
): Promise<Viewer | null> {
  const row = await db
    .selectFrom('staff as s')
    .innerJoin('roles as r', 'r.id', 's.role_id')
    .select([
      's.id',
      's.first_name',
      's.last_name',
      's.email',
      's.hue',
      's.language',
      'r.id as role_id',
      'r.name as role_name',
      'r.permissions',
    ])
    .select(
      sql<string[]>`array(select store_id::text from staff_stores k where k.staff_id = s.id order by 1)`.as(
        'store_ids',
      ),
    )
    .where('s.state', '=', 'active')
    .$if('staffId' in by, query => query.where('s.id', '=', 'staffId' in by ? by.staffId : ''))
    .$if('authUserId' in by, query =>
      query.where('s.auth_user_id', '=', 'authUserId' in by ? by.authUserId : ''),
    )
    .executeTakeFirst()
  if (!row) return null
  return {
    staffId: row.id,
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    hue: row.hue,
    language: row.language,
    role: { id: row.role_id, name: row.role_name },
    permissions: new Set(row.permissions as Permission[]),
    storeIds: row.store_ids,
  }
}
