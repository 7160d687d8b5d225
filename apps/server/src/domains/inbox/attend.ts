import { sql } from 'kysely'
import type { StaffCtx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { recordAudit } from '../audit/index.ts'
import { appendLine, followConversation, joinConversation, subjectOf } from '../conversations/index.ts'
import { staffCannotReply } from './refusals.ts'
import { visibleConversation } from './visible.ts'

/** I have read up to `sequence`, wherever I look (INB-2). What came after stays unread. */
export async function markRead(
  ctx: StaffCtx,
  input: { conversationId: string; sequence: number },
): Promise<void> {
  const conversation = await visibleConversation(ctx, input.conversationId)
  const { rows } = await sql<{ left: number }>`
    with mine as (
      select u.staff_id, (select count(*)::int from messages m where m.conversation_id = u.conversation_id and m.sequence > ${input.sequence} and m.direction = 'in') as rest
      from unread_conversations u where u.staff_id = ${ctx.viewer.staffId} and u.conversation_id = ${conversation.id} for update)
    , gone as (delete from unread_conversations u using mine where u.staff_id = mine.staff_id and u.conversation_id = ${conversation.id} and mine.rest = 0)
    , kept as (update unread_conversations u set count = mine.rest, first_sequence = ${input.sequence + 1} from mine
        where u.staff_id = mine.staff_id and u.conversation_id = ${conversation.id} and mine.rest > 0 and mine.rest < u.count)
    select rest as left from mine`.execute(ctx.tx)
  if (rows.length === 0) return
  await publish(
    ctx,
    'conversation.read',
    { storeId: conversation.storeId, conversationId: conversation.id, staffId: ctx.viewer.staffId },
    { sequence: input.sequence },
  )
}

/** The customer awaits no reply. Something newer than what the person saw still does. */
export async function nothingToAnswer(
  ctx: StaffCtx,
  input: { conversationId: string; sequence: number },
): Promise<void> {
  const conversation = await visibleConversation(ctx, input.conversationId, true)
  const newer = await ctx.tx
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversation.id)
    .where('sequence', '>', input.sequence)
    .where('direction', '=', 'in')
    .limit(1)
    .executeTakeFirst()
  if (newer) return
  await ctx.tx
    .updateTable('conversations')
    .set({ awaiting_since: null })
    .where('id', '=', conversation.id)
    .execute()
  await followConversation(ctx, conversation.id)
  await publish(ctx, 'conversation.changed', subjectOf(conversation), {
    sequence: conversation.lastSequence,
    what: 'answered',
  })
}

/** Gives the conversation to a colleague who can answer it, or to nobody. @throws Refusal STAFF_CANNOT_REPLY */
export async function assignConversation(
  ctx: StaffCtx,
  input: { conversationId: string; staffId: string | null },
): Promise<void> {
  const conversation = await visibleConversation(ctx, input.conversationId, true)
  const assignee =
    input.staffId === null
      ? null
      : await ctx.tx
          .selectFrom('staff as s')
          .innerJoin('staff_stores as k', join =>
            join.onRef('k.staff_id', '=', 's.id').on('k.store_id', '=', conversation.storeId),
          )
          .innerJoin('roles as r', 'r.id', 's.role_id')
          .where('s.id', '=', input.staffId)
          .where('s.state', '=', 'active')
          .where(({ eb, val }) => eb(val('message.send'), '=', eb.fn.any('r.permissions')))
          .select(['s.id', 's.first_name', 's.last_name'])
          .executeTakeFirst()
  if (assignee === undefined) throw staffCannotReply()
  const before = await ctx.tx
    .selectFrom('conversations')
    .select('assigned_staff_id')
    .where('id', '=', conversation.id)
    .executeTakeFirst()
  await ctx.tx
    .updateTable('conversations')
    .set({ assigned_staff_id: assignee?.id ?? null })
    .where('id', '=', conversation.id)
    .execute()
  if (before?.assigned_staff_id && before.assigned_staff_id !== assignee?.id)
    await leaveUnlessWrote(ctx, before.assigned_staff_id, conversation.id)
  if (assignee) await joinConversation(ctx, assignee.id, conversation.id)
  const { sequence } = await appendLine(
    ctx,
    { conversationId: conversation.id, contactPointId: null, channel: conversation.channel },
    {
      type: 'assigned',
      staffName: assignee && `${assignee.first_name} ${assignee.last_name}`.trim(),
      byName: ctx.viewer.firstName,
      self: assignee?.id === ctx.viewer.staffId,
    },
    false,
  )
  await recordAudit(ctx, 'conversation.assigned', {
    subject: conversation.id,
    storeId: conversation.storeId,
    before: before?.assigned_staff_id ?? null,
    after: assignee?.id ?? null,
  })
  await publish(
    ctx,
    'conversation.changed',
    { ...subjectOf(conversation), staffId: assignee?.id ?? null },
    { sequence, what: 'assigned' },
  )
}

/** Who wrote in it keeps it in My inbox; who only had it assigned does not (INB-1). */
async function leaveUnlessWrote(ctx: StaffCtx, staffId: string, conversationId: string) {
  const wrote = await ctx.tx
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('staff_id', '=', staffId)
    .limit(1)
    .executeTakeFirst()
  if (wrote) return
  await ctx.tx
    .deleteFrom('conversation_members')
    .where('staff_id', '=', staffId)
    .where('conversation_id', '=', conversationId)
    .execute()
  await ctx.tx
    .updateTable('unread_conversations')
    .set({ mine: false })
    .where('staff_id', '=', staffId)
    .where('conversation_id', '=', conversationId)
    .execute()
}
