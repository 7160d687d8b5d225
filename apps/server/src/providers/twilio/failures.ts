import type { FailureReason } from '@rapport/contract'

/**
 * Twilio's error codes that we branch on; Twilio warns that codes may change, so the raw one is kept beside the reason.
 * Source: Twilio's error list, as of 2026-11-22.
 */
const reasons: Record<string, FailureReason> = {
  21610: 'opted_out',
  21211: 'invalid_number',
  21614: 'landline',
  21408: 'country_not_enabled',
  21612: 'unreachable',
  21603: 'number_misconfigured',
  21606: 'number_misconfigured',
  21703: 'number_misconfigured',
  21704: 'number_misconfigured',
  21620: 'media_refused',
  21621: 'media_refused',
  21623: 'media_refused',
  30003: 'unreachable',
  30004: 'blocked_by_carrier',
  30005: 'invalid_number',
  30006: 'landline',
  30007: 'blocked_by_carrier',
  30011: 'media_refused',
  30019: 'media_refused',
  30032: 'unregistered',
  30034: 'unregistered',
  63003: 'invalid_number',
  63016: 'window_closed',
  63024: 'invalid_number',
  63033: 'opted_out',
}

export const failureReason = (code: string | number | null | undefined): FailureReason =>
  reasons[String(code ?? '')] ?? 'unknown'

/** Codes that say "later", not "no": the message was not taken and may be tried again. */
export const passing = new Set(['20429', '21611', '30001', '14107'])
