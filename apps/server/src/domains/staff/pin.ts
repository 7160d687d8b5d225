import type { Ctx, StaffCtx } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { hashPin, isPin } from './pin-hash.ts'

const triesInARow = 5
const lockedMs = 15 * 60_000

/**
 * Sets one's own PIN, or (null) takes it away; with the password, so that a phone left lying open approves nothing.
 * @returns a Refusal to be answered when the password is wrong: the try is counted as a wrong PIN is
 * @throws Refusal PIN_TOO_EASY
 */
export async function setPin(
  ctx: StaffCtx,
  input: { pin: string | null },
  isPassword: (hash: string) => Promise<boolean>,
): Promise<Refusal | undefined> {
  if (input.pin !== null && isEasy(input.pin))
    throw new Refusal(
      'PIN_TOO_EASY',
      422,
      'Four of the same or digits in a row are guessed first. Take others.',
    )
  const { staffId } = ctx.viewer
  const tried = await tryOnce(ctx, staffId, async one => one.password !== null && isPassword(one.password))
  if (tried === 'locked') return pinLocked()
  if (tried === 'wrong') return new Refusal('PASSWORD_WRONG', 403, 'This is not your password.')
  await ctx.tx
    .updateTable('staff')
    .set({ pin_hash: input.pin === null ? null : await hashPin(input.pin) })
    .where('id', '=', staffId)
    .execute()
  await recordAudit(ctx, input.pin === null ? 'pin.removed' : 'pin.set', { subject: staffId })
  return undefined
}

/**
 * Is this their PIN? Wrong ones are counted, and after five in a row none is looked at for a quarter of an hour.
 * @returns undefined when it is; else a Refusal, which the verb must *return* and not throw, before it has written
 * anything: a transaction that is undone forgets the count
 */
export async function verifyPin(
  ctx: Ctx,
  input: { staffId: string; pin: string },
): Promise<Refusal | undefined> {
  const tried = await tryOnce(ctx, input.staffId, async one => one.pin !== null && isPin(input.pin, one.pin))
  if (tried === 'locked') return pinLocked()
  return tried === 'wrong' ? approvalRefused() : undefined
}

export const approvalRefused = () =>
  new Refusal('APPROVAL_REFUSED', 403, 'The PIN is wrong, or this colleague may not approve discounts.')
const pinLocked = () =>
  new Refusal('PIN_LOCKED', 429, 'Too many wrong PINs. Try again in a quarter of an hour.')

type Kept = { pin: string | null; password: string | null }

/** One try at what somebody knows. The row is locked meanwhile: who tries many at once tries one after the other. */
async function tryOnce(ctx: Ctx, staffId: string, isRight: (one: Kept) => Promise<boolean>) {
  const now = ctx.clock.now()
  const row = await ctx.tx
    .selectFrom('staff as s')
    .leftJoin('auth_accounts as a', join =>
      join.onRef('a.user_id', '=', 's.auth_user_id').on('a.provider_id', '=', 'credential'),
    )
    .where('s.id', '=', staffId)
    .where('s.state', '=', 'active')
    .select(['s.pin_hash as pin', 's.pin_failures', 's.pin_locked_until', 'a.password'])
    .forNoKeyUpdate('s')
    .executeTakeFirst()
  if (!row) return 'wrong'
  if (row.pin_locked_until && row.pin_locked_until > now) return 'locked'
  const right = await isRight(row)
  const failures = right ? 0 : row.pin_failures + 1
  const locks = failures >= triesInARow
  if (failures !== row.pin_failures || row.pin_locked_until) {
    await ctx.tx
      .updateTable('staff')
      .set({
        pin_failures: locks ? 0 : failures,
        pin_locked_until: locks ? new Date(now.getTime() + lockedMs) : null,
      })
      .where('id', '=', staffId)
      .execute()
  }
  if (!right)
    await recordAudit(ctx, locks ? 'pin.locked' : 'pin.refused', { subject: staffId, after: { failures } })
  return right ? 'right' : 'wrong'
}

function isEasy(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])))
  return steps.size === 1 && [-1, 0, 1].some(step => steps.has(step))
}
