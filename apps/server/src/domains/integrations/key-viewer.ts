import type { Runtime, Viewer } from '../../platform/context.ts'
import { loadViewer } from '../staff/index.ts'
import { bearerSecret, secretHash } from './secret.ts'

/**
 * Whom this `Authorization` header names, as it stands right now (ACC-4); null when the key is unknown, expired or
 * revoked. That it was used is written down at most once a minute.
 */
export async function viewerOfKey(
  runtime: Pick<Runtime, 'db' | 'clock'>,
  authorization: string,
): Promise<Viewer | null> {
  const secret = bearerSecret(authorization)
  if (!secret) return null
  const now = runtime.clock.now()
  const viewer = await loadViewer(runtime.db, { apiKeyHash: secretHash(secret) }, now)
  if (!viewer) return null
  await runtime.db
    .updateTable('api_keys')
    .set({ last_used_at: now })
    .where('staff_id', '=', viewer.staffId)
    .where(({ or, eb }) =>
      or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', new Date(now.getTime() - 60_000))]),
    )
    .execute()
  return viewer
}
