import type { GateReason } from '@rapport/contract'
import { describe, expect, test } from 'vitest'
import { decide, type GateFacts } from './gate.ts'

const now = new Date('2026-11-22T12:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
const days = (count: number) => minutes(count * 24 * 60)

/** A text to a customer who opted in, at noon, from a store in order: it may go. */
const inOrder: GateFacts = {
  now,
  purpose: 'text',
  channel: 'sms',
  permitted: true,
  storeOpen: true,
  number: 'active',
  testStore: null,
  addressInvalid: false,
  consent: 'opted_in',
  askedByThis: false,
  stopSuspected: false,
  lastAskedAt: null,
  askAgainDays: 90,
  lastInboundAt: null,
  media: { wanted: false, supported: false },
  quietUntil: null,
  capFreesAt: null,
}
const asking = { purpose: 'opt_in_request', consent: 'none' } as const
const answering = { purpose: 'confirmation', consent: 'opted_out' } as const
const paid = { purpose: 'receipt' } as const
const paidByEmail = { purpose: 'receipt', channel: 'email', number: 'none', consent: 'none' } as const
const allow = ['allow', [], null, []] as const

type Row = readonly [
  string,
  Partial<GateFacts>,
  readonly ['allow' | 'hold' | 'deny', readonly GateReason[], Date | null, readonly string[]],
]
const table: readonly Row[] = [
  ['a text to a customer who opted in goes', {}, allow],
  [
    'without the permission nothing goes',
    { permitted: false },
    ['deny', ['not_permitted'], null, ['ask_an_admin']],
  ],
  [
    'a store that is closed sends nothing',
    { storeOpen: false },
    ['deny', ['store_closed'], null, ['ask_an_admin']],
  ],
  [
    'a store without a number sends nothing',
    { number: 'none' },
    ['deny', ['no_number'], null, ['ask_an_admin']],
  ],
  [
    'a number in quarantine sends nothing',
    { number: 'inactive' },
    ['deny', ['number_inactive'], null, ['ask_an_admin']],
  ],
  [
    'a test store writes to nobody outside its list (STO-5)',
    { testStore: { listed: false } },
    ['deny', ['not_on_allow_list'], null, ['ask_an_admin']],
  ],
  ['a test store writes to who is on its list (STO-5)', { testStore: { listed: true } }, allow],
  [
    'an address that the provider called invalid is not written to',
    { addressInvalid: true },
    ['deny', ['address_invalid'], null, ['fix_address', 'use_other_channel']],
  ],
  [
    'without consent nothing goes but a request',
    { consent: 'none' },
    ['deny', ['no_consent'], null, ['request_opt_in']],
  ],
  [
    'until the request is answered nothing goes (CON-3)',
    { consent: 'requested' },
    ['deny', ['request_pending'], null, ['wait_for_answer']],
  ],
  [
    'to who said stop nothing goes (CON-7)',
    { consent: 'opted_out' },
    ['deny', ['opted_out'], null, ['wait_for_customer']],
  ],
  [
    'free text that may mean stop holds everything (CON-8)',
    { stopSuspected: true },
    ['deny', ['stop_suspected'], null, ['confirm_or_dismiss_stop']],
  ],
  [
    'in quiet hours a text waits (CON-9)',
    { quietUntil: minutes(90) },
    ['hold', ['quiet_hours'], minutes(90), []],
  ],
  ['quiet hours that are over hold nothing (CON-9)', { quietUntil: minutes(-1) }, allow],
  ['over the cap a text waits (CON-9)', { capFreesAt: days(3) }, ['hold', ['frequency_cap'], days(3), []]],
  [
    'of two reasons to wait the later one counts (CON-9)',
    { quietUntil: days(4), capFreesAt: days(3) },
    ['hold', ['quiet_hours', 'frequency_cap'], days(4), []],
  ],
  [
    'an answer within the hour goes at once (CON-9)',
    { lastInboundAt: minutes(-60), quietUntil: minutes(90), capFreesAt: days(3) },
    allow,
  ],
  [
    'an answer after more than the hour waits (CON-9)',
    { lastInboundAt: minutes(-61), quietUntil: minutes(90) },
    ['hold', ['quiet_hours'], minutes(90), []],
  ],
  [
    'WhatsApp is closed to free text when the customer never wrote (MSG-8)',
    { channel: 'whatsapp' },
    ['deny', ['channel_window_closed'], null, ['send_template', 'use_other_channel']],
  ],
  [
    'WhatsApp is closed after 24 hours (MSG-8)',
    { channel: 'whatsapp', lastInboundAt: days(-1) },
    ['deny', ['channel_window_closed'], null, ['send_template', 'use_other_channel']],
  ],
  [
    'WhatsApp is open within 24 hours (MSG-8)',
    { channel: 'whatsapp', lastInboundAt: minutes(-23 * 60) },
    allow,
  ],
  [
    'a picture where pictures do not go is denied, and the link offered (MSG-4)',
    { media: { wanted: true, supported: false } },
    ['deny', ['media_unsupported'], null, ['send_link', 'use_other_channel']],
  ],
  ['a picture goes where pictures go (MSG-4)', { media: { wanted: true, supported: true } }, allow],
  [
    'all reasons are named at once, each remedy once',
    { permitted: false, number: 'none', consent: 'none', quietUntil: minutes(90) },
    ['deny', ['not_permitted', 'no_number', 'no_consent'], null, ['ask_an_admin', 'request_opt_in']],
  ],
  ['who never was asked may be asked (CON-3)', asking, allow],
  [
    'who opted in is not asked (CON-3)',
    { ...asking, consent: 'opted_in' },
    ['deny', ['already_opted_in'], null, ['just_write']],
  ],
  [
    'who is being asked is not asked again (CON-3)',
    { ...asking, consent: 'requested' },
    ['deny', ['request_pending'], null, ['wait_for_answer']],
  ],
  [
    'who said stop is never asked (CON-7)',
    { ...asking, consent: 'opted_out' },
    ['deny', ['opted_out'], null, ['wait_for_customer']],
  ],
  [
    'the pending request itself may go (CON-3)',
    { ...asking, consent: 'requested', askedByThis: true },
    allow,
  ],
  [
    'who was asked lately is asked again in time (CON-3)',
    { ...asking, lastAskedAt: days(-80) },
    ['deny', ['asked_recently'], days(10), ['wait_for_customer']],
  ],
  ['after the wait they may be asked again (CON-3)', { ...asking, lastAskedAt: days(-90) }, allow],
  [
    'a denial that time alone does not cure names no time',
    { ...asking, lastAskedAt: days(-80), storeOpen: false },
    ['deny', ['store_closed', 'asked_recently'], null, ['ask_an_admin', 'wait_for_customer']],
  ],
  [
    'a request waits for the morning as well (CON-9)',
    { ...asking, quietUntil: minutes(90) },
    ['hold', ['quiet_hours'], minutes(90), []],
  ],
  [
    'the confirmation of a stop goes, at night and over the cap too (CON-6)',
    { ...answering, stopSuspected: true, quietUntil: minutes(90), capFreesAt: days(3) },
    allow,
  ],
  [
    'a confirmation needs a number as well (CON-6)',
    { ...answering, number: 'none' },
    ['deny', ['no_number'], null, ['ask_an_admin']],
  ],
  [
    'a receipt goes to who agreed, at night and over the cap too',
    { ...paid, quietUntil: minutes(90), capFreesAt: days(3) },
    allow,
  ],
  [
    'a receipt does not go to a phone that nobody may write to',
    { ...paid, consent: 'none' },
    ['deny', ['no_consent'], null, ['request_opt_in']],
  ],
  [
    'who let a request lapse lately gets no receipt by phone, and is not asked again for it',
    { ...paid, consent: 'none', lastAskedAt: days(-80) },
    ['deny', ['no_consent'], null, ['wait_for_customer']],
  ],
  [
    'until the request is answered no receipt goes to a phone (CON-3)',
    { ...paid, consent: 'requested' },
    ['deny', ['request_pending'], null, ['wait_for_answer']],
  ],
  [
    'who said stop gets no receipt by phone either (CON-7)',
    { ...paid, consent: 'opted_out' },
    ['deny', ['opted_out'], null, ['wait_for_customer']],
  ],
  [
    'a receipt does not go where a stop is suspected (CON-8)',
    { ...paid, stopSuspected: true },
    ['deny', ['stop_suspected'], null, ['confirm_or_dismiss_stop']],
  ],
  [
    'a receipt by WhatsApp needs the window as well (MSG-8)',
    { ...paid, channel: 'whatsapp' },
    ['deny', ['channel_window_closed'], null, ['send_template', 'use_other_channel']],
  ],
  [
    'a receipt by phone needs a number',
    { ...paid, number: 'none' },
    ['deny', ['no_number'], null, ['ask_an_admin']],
  ],
  ['a receipt by email needs neither consent nor number', paidByEmail, allow],
  [
    'a receipt by email goes at night and over the cap',
    { ...paidByEmail, quietUntil: minutes(90), capFreesAt: days(3) },
    allow,
  ],
  [
    'who said stop by email gets no receipt by email (CON-7)',
    { ...paidByEmail, consent: 'opted_out' },
    ['deny', ['opted_out'], null, ['wait_for_customer']],
  ],
  [
    'a store that is closed sends no receipt by email',
    { ...paidByEmail, storeOpen: false },
    ['deny', ['store_closed'], null, ['ask_an_admin']],
  ],
  [
    'an email address that was called invalid gets no receipt',
    { ...paidByEmail, addressInvalid: true },
    ['deny', ['address_invalid'], null, ['fix_address', 'use_other_channel']],
  ],
  [
    'a test store sends no receipt to an email address outside its list (STO-5)',
    { ...paidByEmail, testStore: { listed: false } },
    ['deny', ['not_on_allow_list'], null, ['ask_an_admin']],
  ],
]

describe('the send gate', () => {
  test('CON-3: who let a request lapse is not asked again at once: the decision says when', () => {
    const lapsed = { ...inOrder, consent: 'none' as const, lastAskedAt: days(-80) }
    expect(decide(lapsed)).toEqual({
      verdict: 'deny',
      reasons: ['no_consent'],
      nextAllowedAt: null,
      instead: ['wait_for_customer'],
      askAgainAt: days(10).toISOString(),
    })
    expect(decide({ ...lapsed, lastAskedAt: days(-90) }).instead).toEqual(['request_opt_in'])
  })

  test.each(table)('CON-2: %s', (_what, facts, [verdict, reasons, next, instead]) => {
    const nextAllowedAt = next?.toISOString() ?? null
    const { askAgainAt: _, ...decision } = decide({ ...inOrder, ...facts })
    expect(decision).toEqual({ verdict, reasons, nextAllowedAt, instead })
  })
})
