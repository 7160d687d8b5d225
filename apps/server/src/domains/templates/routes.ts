import type { Language, TextKind } from '@rapport/contract'
import { sql } from 'kysely'
import type { StaffCtx, StaffReading } from '../../platform/context.ts'
import { operations as os, reading, verb } from '../../platform/http/operations.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { readLists, readReply } from '../consent/index.ts'
import { readBusiness } from '../stores/index.ts'
import { checkText } from './check-text.ts'

/** The operations of texts; quick replies are read through their conversation, whose room is above this one. */
export const textRoutes = {
  texts: os.templates.texts.handler(reading(async at => ({ texts: await readTexts(at) }))),
  saveText: os.templates.saveText.handler(verb(saveText)),
}

async function readTexts(at: Pick<StaffReading, 'tx'>, only?: { kind: TextKind; language: Language }) {
  const rows = await at.tx
    .selectFrom('texts as t')
    .leftJoin('staff as s', 's.id', 't.changed_by')
    .distinctOn(['t.kind', 't.language'])
    .$if(only !== undefined, query =>
      query.where('t.kind', '=', only?.kind ?? '').where('t.language', '=', only?.language ?? ''),
    )
    .select(['t.kind', 't.language', 't.version', 't.body', 't.changed_at', 's.first_name', 's.last_name'])
    .orderBy('t.kind')
    .orderBy('t.language')
    .orderBy('t.version', 'desc')
    .execute()
  return rows.map(row => ({
    kind: row.kind as TextKind,
    language: row.language as Language,
    version: row.version,
    body: row.body,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.first_name === null ? null : `${row.first_name} ${row.last_name}`.trim(),
  }))
}

/** A new version; the old ones stay, for the ledger quotes them. @throws Refusal TEXT_REFUSED (TPL-1) */
async function saveText(ctx: StaffCtx, input: { kind: TextKind; language: Language; body: string }) {
  const business = await readBusiness(ctx)
  const lists = await readLists(ctx, [input.language])
  const meaningOf = (word: string) => {
    const { kind } = readReply(word, lists)
    return kind === 'talk' ? null : kind
  }
  const problems = checkText({ kind: input.kind, body: input.body, businessName: business.name, meaningOf })
  if (problems.length > 0) {
    throw new Refusal(
      'TEXT_REFUSED',
      422,
      'An opt-in message names the business and says how to start and how to stop.',
      { problems },
    )
  }
  const [before] = await readTexts(ctx, input)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${input.kind} ${input.language}`}, 7304))`.execute(
    ctx.tx,
  )
  await ctx.tx
    .insertInto('texts')
    .values({
      ...input,
      version: sql<number>`(select coalesce(max(version), 0) + 1 from texts where kind = ${input.kind} and language = ${input.language})`,
      changed_at: ctx.clock.now(),
      changed_by: ctx.viewer.staffId,
    })
    .execute()
  await recordAudit(ctx, 'text.saved', {
    subject: `${input.kind} (${input.language})`,
    before: before?.body,
    after: input.body,
  })
  const [after] = await readTexts(ctx, input)
  if (!after) throw new Error('The text that was just saved is gone.')
  return after
}
