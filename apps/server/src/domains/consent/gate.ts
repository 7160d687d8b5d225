import type { Channel, ConsentState, GateAlternative, GateDecision, GateReason } from '@rapport/contract'

/**
 * What a message is for. A confirmation answers the customer's own STOP, START or HELP; a receipt is for what they have
 * just paid.
 */
export type Purpose = 'text' | 'opt_in_request' | 'confirmation' | 'receipt'

/** All that the decision weighs, gathered beforehand: the decision itself reads nothing and asks nobody. */
export type GateFacts = {
  now: Date
  purpose: Purpose
  channel: Channel
  permitted: boolean
  storeOpen: boolean
  number: 'active' | 'inactive' | 'none'
  /** For a sandbox or staging store: whether the address is on its allow-list. */
  testStore: { listed: boolean } | null
  addressInvalid: boolean
  consent: ConsentState
  /** The pending request is the very message that asks. */
  askedByThis: boolean
  stopSuspected: boolean
  lastAskedAt: Date | null
  askAgainDays: number
  /** On this channel, from this customer to this store. */
  lastInboundAt: Date | null
  media: { wanted: boolean; supported: boolean }
  /** Null: allowed now. */
  quietUntil: Date | null
  /** Null: the cap is not reached. */
  capFreesAt: Date | null
}

const replyWindowMs = 60 * 60_000
const whatsappWindowMs = 24 * 60 * 60_000
const dayMs = 24 * 60 * 60_000

const remedies: Record<GateReason, GateAlternative[]> = {
  not_permitted: ['ask_an_admin'],
  no_number: ['ask_an_admin'],
  number_inactive: ['ask_an_admin'],
  store_closed: ['ask_an_admin'],
  not_on_allow_list: ['ask_an_admin'],
  address_invalid: ['fix_address', 'use_other_channel'],
  no_consent: ['request_opt_in'],
  request_pending: ['wait_for_answer'],
  opted_out: ['wait_for_customer'],
  stop_suspected: ['confirm_or_dismiss_stop'],
  already_opted_in: ['just_write'],
  asked_recently: ['wait_for_customer'],
  channel_window_closed: ['send_template', 'use_other_channel'],
  media_unsupported: ['send_link', 'use_other_channel'],
  quiet_hours: [],
  frequency_cap: [],
}

/** Whether the customer wrote so recently that this is an answer: it goes at once, at any hour (CON-9). */
export const isReply = (facts: Pick<GateFacts, 'now' | 'lastInboundAt'>) =>
  facts.lastInboundAt !== null && facts.now.getTime() - facts.lastInboundAt.getTime() <= replyWindowMs

/**
 * The send gate (CON-2): may this message go, now? Pure; the same facts give the same answer, with every reason at once.
 * The README beside it holds the table.
 */
export function decide(facts: GateFacts): GateDecision {
  const denials = [...standing(facts), ...consentDenials(facts), ...means(facts)]
  if (denials.length > 0) {
    const cures = denials.map(([, at]) => at)
    const curable = cures.every(at => at !== null)
    const denied = answer(
      'deny',
      denials.map(([reason]) => reason),
      curable ? latest(cures) : null,
    )
    return denied.reasons.includes('no_consent') ? orAsking(facts, denied) : denied
  }
  const holds = timing(facts)
  if (holds.length > 0) {
    return answer(
      'hold',
      holds.map(([reason]) => reason),
      latest(holds.map(([, at]) => at)),
    )
  }
  return answer('allow', [], null)
}

type Denial = readonly [GateReason, Date | null]

function* standing(facts: GateFacts): Generator<Denial> {
  if (!facts.permitted) yield ['not_permitted', null]
  if (!facts.storeOpen) yield ['store_closed', null]
  // A receipt by email needs no number: the mail server sends it.
  const sends = facts.purpose === 'receipt' && facts.channel === 'email' ? 'active' : facts.number
  if (sends === 'none') yield ['no_number', null]
  if (sends === 'inactive') yield ['number_inactive', null]
  if (facts.testStore && !facts.testStore.listed) yield ['not_on_allow_list', null]
  if (facts.addressInvalid) yield ['address_invalid', null]
}

function* consentDenials(facts: GateFacts): Generator<Denial> {
  if (facts.purpose === 'confirmation') return
  if (facts.consent === 'opted_out') {
    yield ['opted_out', null]
    return
  }
  if (facts.stopSuspected) yield ['stop_suspected', null]
  // A receipt is no advertising: by email it needs no consent. A phone is not written to without one.
  if (facts.purpose === 'receipt' && facts.channel === 'email') return
  if (facts.purpose === 'text' || facts.purpose === 'receipt') {
    if (facts.consent === 'none') yield ['no_consent', null]
    if (facts.consent === 'requested') yield ['request_pending', null]
    return
  }
  if (facts.askedByThis) return
  if (facts.consent === 'opted_in') yield ['already_opted_in', null]
  if (facts.consent === 'requested') yield ['request_pending', null]
  const againAt = facts.consent === 'none' ? askAgainAt(facts) : null
  if (againAt) yield ['asked_recently', againAt]
}

/** When the customer may be asked again (CON-3); null when at once. */
function askAgainAt(facts: GateFacts): Date | null {
  if (!facts.lastAskedAt) return null
  const againAt = new Date(facts.lastAskedAt.getTime() + facts.askAgainDays * dayMs)
  return againAt > facts.now ? againAt : null
}

/** A remedy that the gate would refuse is none: who was asked lately can only be waited for. */
function orAsking(facts: GateFacts, denied: GateDecision): GateDecision {
  const againAt = askAgainAt(facts)
  if (!againAt) return denied
  const others = denied.instead.filter(
    remedy => remedy !== 'request_opt_in' && remedy !== 'wait_for_customer',
  )
  return { ...denied, instead: [...others, 'wait_for_customer'], askAgainAt: againAt.toISOString() }
}

function* means(facts: GateFacts): Generator<Denial> {
  if (facts.media.wanted && !facts.media.supported) yield ['media_unsupported', null]
  if (facts.channel === 'whatsapp' && facts.purpose !== 'opt_in_request') {
    const open =
      facts.lastInboundAt !== null && facts.now.getTime() - facts.lastInboundAt.getTime() < whatsappWindowMs
    if (!open) yield ['channel_window_closed', null]
  }
}

function timing(facts: GateFacts): [GateReason, Date][] {
  // Who has just paid is awake, and waits for it.
  if (facts.purpose === 'confirmation' || facts.purpose === 'receipt' || isReply(facts)) return []
  const holds: [GateReason, Date][] = []
  if (facts.quietUntil && facts.quietUntil > facts.now) holds.push(['quiet_hours', facts.quietUntil])
  if (facts.capFreesAt && facts.capFreesAt > facts.now) holds.push(['frequency_cap', facts.capFreesAt])
  return holds
}

function latest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce<Date | null>((max, at) => (at && (!max || at > max) ? at : max), null)
}

function answer(verdict: GateDecision['verdict'], reasons: GateReason[], next: Date | null): GateDecision {
  const instead = [...new Set(reasons.flatMap(reason => remedies[reason]))]
  return { verdict, reasons, nextAllowedAt: next?.toISOString() ?? null, instead }
}
