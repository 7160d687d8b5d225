import type { Permission } from '@rapport/contract'
import type { Transaction } from 'kysely'
import type { Bus, Topic } from './bus.ts'
import type { Clock } from './clock.ts'
import { type Database, type DB, sqlState } from './db/database.ts'
import type { Log } from './log.ts'
import { notFound, notPermitted } from './refusal.ts'

/** Who acts: staff signed in, the system by itself, or a customer whose message came in. */
export type Actor =
  | { kind: 'staff'; staffId: string; ip: string | null }
  | { kind: 'system' }
  | { kind: 'customer' }

/** What a member of staff may see and do, read afresh for each request (ACC-4). Only the edge makes one. */
export type Viewer = {
  staffId: string
  /** Another system with an API key acts as staff of its own, and is no colleague. */
  kind: 'person' | 'integration'
  firstName: string
  lastName: string
  email: string
  hue: number
  language: string | null
  role: { id: string; name: string }
  permissions: ReadonlySet<Permission>
  storeIds: readonly string[]
}

/** What a read takes: no transaction needed. */
export type Reading = { tx: Database; clock: Clock }
/** What a verb takes. It opens no transaction and calls no provider, so verbs compose. */
export type Ctx = {
  tx: Transaction<DB>
  actor: Actor
  clock: Clock
  log: Log
  nudgeAfterCommit(topic: Topic): void
}
export type StaffCtx = Ctx & { viewer: Viewer }
export type StaffReading = Reading & { viewer: Viewer }

/** What a process needs to run verbs. */
export type Runtime = { db: Database; clock: Clock; log: Log; bus: Bus }

/** @throws Refusal NOT_FOUND when the store is not the viewer's, so that a stranger learns nothing. */
export function mustSeeStore(viewer: Viewer, storeId: string): void {
  if (!viewer.storeIds.includes(storeId)) throw notFound()
}

export function mustHave(viewer: Viewer, permission: Permission): void {
  if (!viewer.permissions.has(permission)) throw notPermitted()
}

const passing = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction as `actor`; nudges whoever watches once it has committed.
 * Deadlocks and serialization failures are tried again, up to five times: verbs have no effect outside.
 */
export async function inTx<T>(runtime: Runtime, actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const topics = new Set<Topic>()
    try {
      const result = await runtime.db.transaction().execute(tx =>
        work({
          tx,
          actor,
          clock: runtime.clock,
          log: runtime.log,
          nudgeAfterCommit: topic => topics.add(topic),
        }),
      )
      for (const topic of topics) runtime.bus.nudge(topic)
      return result
    } catch (error) {
      if (attempt >= 5 || !passing.has(sqlState(error) ?? '')) throw error
    }
  }
}
