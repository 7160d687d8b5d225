import { z } from 'zod'
import { Instant } from './shapes.ts'

/** Why a message may not go, or not yet. Each has a sentence in every language of the app. */
export const gateReasons = [
  'not_permitted',
  'no_number',
  'number_inactive',
  'store_closed',
  'not_on_allow_list',
  'address_invalid',
  'no_consent',
  'request_pending',
  'opted_out',
  'stop_suspected',
  'already_opted_in',
  'asked_recently',
  'channel_window_closed',
  'media_unsupported',
  'quiet_hours',
  'frequency_cap',
] as const
export const GateReason = z.enum(gateReasons)
export type GateReason = z.infer<typeof GateReason>

/** What the associate may do instead. */
export const gateAlternatives = [
  'request_opt_in',
  'wait_for_answer',
  'wait_for_customer',
  'confirm_or_dismiss_stop',
  'send_template',
  'send_link',
  'use_other_channel',
  'just_write',
  'ask_an_admin',
  'fix_address',
] as const
export const GateAlternative = z.enum(gateAlternatives)
export type GateAlternative = z.infer<typeof GateAlternative>

/**
 * The answer of the send gate (CON-2). `hold` means: it may go at `nextAllowedAt`, and will by itself.
 * A denial names the next moment it would be allowed where time alone cures it, else null.
 */
export const GateDecision = z.object({
  verdict: z.enum(['allow', 'hold', 'deny']),
  reasons: z.array(GateReason),
  nextAllowedAt: Instant.nullable(),
  instead: z.array(GateAlternative),
  /** For a text without consent, when the customer was asked so lately that asking is not allowed either: when it is again. */
  askAgainAt: Instant.optional(),
})
export type GateDecision = z.infer<typeof GateDecision>
