import type { AttributeDefinition, AttributeValues, AuditAction } from '@rapport/contract'
import type { Ctx, Reading } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { dayNumber } from './dates.ts'

const most = 100

/** The extended attributes of customers, in their order. */
export async function readAttributes({ tx }: Pick<Reading, 'tx'>): Promise<AttributeDefinition[]> {
  const rows = await tx
    .selectFrom('attribute_definitions')
    .select(['key', 'label', 'kind', 'choices'])
    .where('archived', '=', false)
    .orderBy('position')
    .orderBy('key')
    .execute()
  return rows.map(row => ({ ...row, kind: row.kind as AttributeDefinition['kind'] }))
}

/**
 * Refuses a value that is none of its attribute's kind. Null empties an attribute and always goes.
 * @throws Refusal ATTRIBUTE_INVALID with the key
 */
export function checkAttributes(definitions: readonly AttributeDefinition[], values: AttributeValues): void {
  for (const [key, value] of Object.entries(values)) {
    const definition = definitions.find(one => one.key === key)
    const wrong = definition ? value !== null && !fits(definition, value) : true
    if (wrong)
      throw new Refusal(
        'ATTRIBUTE_INVALID',
        422,
        `«${key}» ${definition ? wants[definition.kind] : 'does not exist'}.`,
        {
          key,
        },
      )
  }
}

const wants: Record<AttributeDefinition['kind'], string> = {
  text: 'is a text',
  number: 'is a number',
  boolean: 'is true or false',
  date: 'is a date, as in 2026-11-22',
  choice: 'is one of its choices',
}

function fits({ kind, choices }: AttributeDefinition, value: string | number | boolean): boolean {
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (kind === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (kind === 'date') return /^\d{4}-\d\d-\d\d$/.test(value) && Number.isFinite(dayNumber(value))
  return kind === 'choice' ? choices.includes(value) : value !== ''
}

/**
 * Adds an attribute, or changes its label and choices. One that was removed comes back with its values.
 * @throws Refusal KIND_STAYS, CHOICES_NEEDED, TOO_MANY
 */
export async function saveAttribute(ctx: Ctx, input: AttributeDefinition): Promise<AttributeDefinition> {
  const distinct = new Set(input.choices)
  const choosing = input.kind === 'choice'
  if (choosing ? distinct.size < 2 || distinct.size < input.choices.length : distinct.size > 0)
    throw new Refusal(
      'CHOICES_NEEDED',
      422,
      'A choice needs at least two different choices, anything else has none.',
    )
  // So that two who add one at the same moment count both.
  const all = await ctx.tx
    .selectFrom('attribute_definitions')
    .selectAll()
    .orderBy('position')
    .forUpdate()
    .execute()
  const before = all.find(row => row.key === input.key)
  if (before && before.kind !== input.kind)
    throw new Refusal('KIND_STAYS', 409, 'An attribute keeps its kind. Add another one under a new key.')
  if ((!before || before.archived) && all.filter(row => !row.archived).length >= most)
    throw new Refusal('TOO_MANY', 409, 'There are 100 extended attributes. Remove one first.')
  const row = { label: input.label, choices: input.choices, archived: false }
  await ctx.tx
    .insertInto('attribute_definitions')
    .values({
      ...row,
      key: input.key,
      kind: input.kind,
      position: (all.at(-1)?.position ?? 0) + 1,
      created_at: ctx.clock.now(),
    })
    .onConflict(conflict => conflict.column('key').doUpdateSet(row))
    .execute()
  await tell(ctx, 'attribute.saved', input.key, before, input)
  return input
}

/** The order in which attributes are shown; what is not named keeps its place behind. */
export async function orderAttributes(
  ctx: Ctx,
  { keys }: { keys: string[] },
): Promise<{ attributes: AttributeDefinition[] }> {
  const before = (await readAttributes(ctx)).map(one => one.key)
  const named = keys.filter(key => before.includes(key))
  const after = [...new Set([...named, ...before])]
  for (const [position, key] of after.entries())
    await ctx.tx.updateTable('attribute_definitions').set({ position }).where('key', '=', key).execute()
  await tell(ctx, 'attribute.ordered', 'attributes', before, after)
  return { attributes: await readAttributes(ctx) }
}

/** Takes an attribute out of sight. @throws Refusal NOT_FOUND */
export async function removeAttribute(ctx: Ctx, { key }: { key: string }): Promise<void> {
  const row = await ctx.tx
    .updateTable('attribute_definitions')
    .set({ archived: true })
    .where('key', '=', key)
    .where('archived', '=', false)
    .returning(['label', 'kind'])
    .executeTakeFirst()
  if (!row) throw notFound()
  await tell(ctx, 'attribute.removed', key, row, undefined)
}

async function tell(ctx: Ctx, action: AuditAction, subject: string, before: unknown, after: unknown) {
  await recordAudit(ctx, action, { subject, before, after })
  await publish(ctx, 'settings.changed', {}, { what: 'attributes' })
}
