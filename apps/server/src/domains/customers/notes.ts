import type { Note, NoteLabel } from '@rapport/contract'
import type { StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { mustKnow, storeOfMine, tellStores } from './known.ts'
import { readNote } from './read-notes.ts'

type Words = { body: string; labels: NoteLabel[]; pinned: boolean; mentions: string[] }

/** @throws Refusal NOT_A_COLLEAGUE, NOT_FOUND */
export async function addNote(
  ctx: StaffCtx,
  { storeId, customerId, body, labels, pinned, mentions }: Words & { storeId: string; customerId: string },
): Promise<Note> {
  await mustKnow(ctx, { storeId, customerId })
  const { id } = await ctx.tx
    .insertInto('customer_notes')
    .values({
      customer_id: customerId,
      store_id: storeId,
      staff_id: ctx.viewer.staffId,
      body,
      labels: onceEach(labels),
      pinned,
      created_at: ctx.clock.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await mention(ctx, { id, customerId, storeId }, [], mentions)
  await tellStores(ctx, customerId, 'noted')
  return readNote(ctx, id)
}

type Change = { noteId: string; seenEditedAt?: string | null | undefined } & {
  [K in keyof Words]?: Words[K] | undefined
}

/**
 * Pins a note, or changes the words of one's own. The audit has who and when, not the words: they are about a person,
 * and go when the person asks.
 * @throws Refusal NOT_MINE, VERSION_CHANGED with the note as it is, NOT_A_COLLEAGUE, NOT_FOUND
 */
export async function updateNote(ctx: StaffCtx, change: Change): Promise<Note> {
  const { noteId } = change
  const note = await lockNote(ctx, noteId)
  const mine = note.staff_id === ctx.viewer.staffId
  const words = change.body !== undefined || change.labels !== undefined || change.mentions !== undefined
  if (words && !mine)
    throw new Refusal('NOT_MINE', 403, 'Only who wrote a note changes its words. Write another one.')
  if (change.body !== undefined && change.body !== note.body && !isSeen(note.edited_at, change.seenEditedAt))
    throw new Refusal(
      'VERSION_CHANGED',
      412,
      'The words of this note were changed meanwhile. Look at them, then save again.',
      { current: await readNote(ctx, noteId) },
    )
  const set = {
    ...(change.body !== undefined && { body: change.body }),
    ...(change.labels && { labels: onceEach(change.labels) }),
    ...(change.pinned !== undefined && { pinned: change.pinned }),
    ...(change.body !== undefined && change.body !== note.body && { edited_at: ctx.clock.now() }),
  }
  if (Object.keys(set).length > 0)
    await ctx.tx.updateTable('customer_notes').set(set).where('id', '=', noteId).execute()
  if (change.mentions) {
    const before = await ctx.tx
      .selectFrom('note_mentions')
      .select('staff_id')
      .where('note_id', '=', noteId)
      .execute()
    const place = { id: noteId, customerId: note.customer_id, storeId: note.store_id }
    await mention(
      ctx,
      place,
      before.map(row => row.staff_id),
      change.mentions,
    )
  }
  await recordAudit(ctx, 'note.changed', {
    subject: noteId,
    storeId: note.store_id,
    after: {
      customerId: note.customer_id,
      fields: Object.keys(change).filter(key => !['noteId', 'seenEditedAt'].includes(key)),
    },
  })
  await tellStores(ctx, note.customer_id, 'noted')
  return readNote(ctx, noteId)
}

/** @throws Refusal NOT_MINE, NOT_FOUND */
export async function removeNote(ctx: StaffCtx, { noteId }: { noteId: string }): Promise<void> {
  const note = await lockNote(ctx, noteId)
  if (note.staff_id !== ctx.viewer.staffId && !ctx.viewer.permissions.has('note.manage'))
    throw new Refusal('NOT_MINE', 403, 'Only who wrote a note, or a manager, takes it away.')
  await ctx.tx.deleteFrom('customer_notes').where('id', '=', noteId).execute()
  await recordAudit(ctx, 'note.removed', {
    subject: noteId,
    storeId: note.store_id,
    before: { customerId: note.customer_id, authorId: note.staff_id, at: note.created_at },
  })
  await tellStores(ctx, note.customer_id, 'noted')
}

async function lockNote(ctx: StaffCtx, noteId: string) {
  const note = await ctx.tx
    .selectFrom('customer_notes')
    .selectAll()
    .where('id', '=', noteId)
    .forUpdate()
    .executeTakeFirst()
  if (!note || !(await storeOfMine(ctx, note.customer_id))) throw notFound()
  return note
}

/** Whoever is mentioned anew is told; who is mentioned no more is not. */
async function mention(
  ctx: StaffCtx,
  note: { id: string; customerId: string; storeId: string },
  before: readonly string[],
  mentioned: readonly string[],
): Promise<void> {
  const after = onceEach(mentioned)
  const gone = before.filter(id => !after.includes(id))
  const fresh = after.filter(id => !before.includes(id))
  if (gone.length > 0)
    await ctx.tx
      .deleteFrom('note_mentions')
      .where('note_id', '=', note.id)
      .where('staff_id', 'in', gone)
      .execute()
  if (fresh.length === 0) return
  const meet = await ctx.tx
    .selectFrom('staff as s')
    .innerJoin('staff_stores as w', 'w.staff_id', 's.id')
    .innerJoin('customer_stores as k', 'k.store_id', 'w.store_id')
    .where('s.id', 'in', fresh)
    .where('s.state', '=', 'active')
    .where('k.customer_id', '=', note.customerId)
    .select(['s.id', 'k.store_id'])
    .distinctOn('s.id')
    .orderBy('s.id')
    .orderBy('k.store_id')
    .execute()
  if (meet.length < fresh.length)
    throw new Refusal(
      'NOT_A_COLLEAGUE',
      422,
      'One of the people mentioned works at no store that knows this customer.',
    )
  await ctx.tx
    .insertInto('note_mentions')
    .values(meet.map(({ id }) => ({ note_id: note.id, staff_id: id, at: ctx.clock.now() })))
    .execute()
  for (const { id, store_id } of meet)
    await publish(
      ctx,
      'note.mentioned',
      { storeId: store_id, customerId: note.customerId, staffId: id },
      { noteId: note.id },
    )
}

/** Whether the words are those that the author has before them; who does not say is taken at their word. */
const isSeen = (editedAt: Date | null, seen: string | null | undefined): boolean =>
  seen === undefined || (editedAt?.getTime() ?? null) === (seen === null ? null : Date.parse(seen))

const onceEach = <T>(values: readonly T[]): T[] => [...new Set(values)]
