import type { World } from '../../../test/world.ts'

/** What the audit says of the latest change of how the business sells. */
export const lastChange = (world: World) =>
  world.db
    .selectFrom('audit_entries')
    .where('action', 'like', 'selling.%')
    .select(['action', 'subject', 'staff_id', 'before', 'after'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
