import type { Ctx } from '../../platform/context.ts'
import { lockEachKey } from '../../platform/db/lock-keys.ts'

const contacts = 7306

/**
 * Holds these phones, emails and external ids until the transaction ends, so that two who meet the same new person at
 * the same moment do not make them twice. Before anything is written.
 */
export const lockContacts = (ctx: Pick<Ctx, 'tx'>, keys: readonly string[]): Promise<void> =>
  lockEachKey(ctx, contacts, keys)
