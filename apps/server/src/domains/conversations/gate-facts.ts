import type { Channel, GateDecision } from '@rapport/contract'
import type { Reading } from '../../platform/context.ts'
import { decide, type GateFacts, nextAllowed, type Purpose, readConsent, zonesOf } from '../consent/index.ts'
import { readBusiness } from '../stores/index.ts'
import { capFreesAt } from './cap.ts'

export type GateQuestion = {
  storeId: string
  customerId: string
  contactPointId: string
  channel: Channel
  purpose: Purpose
  permitted: boolean
  /** The message that is to go, when it is already written down. */
  messageId?: string
  mediaWanted?: boolean
}

/**
 * Asks the send gate (CON-2). To commit on its answer, hold or lock the consent first (`holdConsent`): else it is
 * only a forecast, as the composer's is.
 */
export async function askGate(reading: Reading, question: GateQuestion): Promise<GateDecision> {
  return decide(await gatherFacts(reading, question))
}

async function gatherFacts(reading: Reading, question: GateQuestion): Promise<GateFacts> {
  const { tx } = reading
  const now = reading.clock.now()
  const consent = await readConsent(reading, question)
  const business = await readBusiness(reading)
  const place = await tx
    .selectFrom('stores as s')
    .innerJoin('customers as c', join => join.on('c.id', '=', question.customerId))
    .innerJoin('contact_points as p', join => join.on('p.id', '=', question.contactPointId))
    .leftJoin('store_numbers as n', join =>
      join
        .onRef('n.store_id', '=', 's.id')
        .on('n.channel', '=', question.channel)
        .on('n.state', '<>', 'released'),
    )
    .leftJoin('test_numbers as t', join =>
      join.onRef('t.store_id', '=', 's.id').onRef('t.phone', '=', 'p.value'),
    )
    .leftJoin('conversations as v', join =>
      join.onRef('v.store_id', '=', 's.id').onRef('v.customer_id', '=', 'c.id'),
    )
    .where('s.id', '=', question.storeId)
    .select([
      's.kind',
      's.clienteling',
      's.time_zone as storeZone',
      's.country as storeCountry',
      'n.state as number',
      'n.mms',
    ])
    .select([
      't.phone as listed',
      'p.value as address',
      'p.invalid_reason',
      'p.customer_id as addressOf',
      'c.time_zone as customerZone',
      'c.country',
      'c.region',
    ])
    .select(['v.last_inbound_at', 'v.channel as lastChannel'])
    .orderBy('n.state')
    .executeTakeFirstOrThrow()

  const zones = zonesOf({
    preference: place.customerZone,
    address: place.country ? { country: place.country, region: place.region } : null,
    storeZone: place.storeZone,
    phone: question.channel === 'email' ? null : place.address,
  })
  const quiet = nextAllowed(
    Temporal.Instant.fromEpochMilliseconds(now.getTime()),
    zones,
    { country: place.country ?? place.storeCountry, region: place.region },
    { quietFrom: business.quietFrom, quietUntil: business.quietUntil },
  )
  return {
    now,
    purpose: question.purpose,
    channel: question.channel,
    permitted: question.permitted,
    storeOpen: place.clienteling,
    number: place.number === null ? 'none' : place.number === 'active' ? 'active' : 'inactive',
    testStore: place.kind === 'production' ? null : { listed: place.listed !== null },
    // Also one that has become somebody else's since the conversation began.
    addressInvalid: place.invalid_reason !== null || place.addressOf !== question.customerId,
    consent: consent.state,
    askedByThis: question.messageId !== undefined && consent.requestMessageId === question.messageId,
    stopSuspected: consent.stopSuspectedMessageId !== null,
    lastAskedAt: consent.requestedAt,
    askAgainDays: business.askAgainDays,
    lastInboundAt: place.lastChannel === question.channel ? place.last_inbound_at : null,
    media: { wanted: question.mediaWanted ?? false, supported: place.mms ?? false },
    quietUntil:
      quiet.allowed || !quiet.nextAllowedAt ? null : new Date(quiet.nextAllowedAt.epochMilliseconds),
    capFreesAt: await capFreesAt(reading, question, business),
  }
}
