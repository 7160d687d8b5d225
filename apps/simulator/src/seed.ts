import { readFileSync } from 'node:fs'
import type { Direction, Message, MessageStatus, Person, StoreNumber } from './records.ts'
import { newSid } from './sids.ts'
import type { Snapshot } from './state.ts'

/** The numbers, people and past messages a fresh simulator begins with. */
export interface Seed {
  numbers?: NumberInput[]
  people?: Person[]
  threads?: SeedThread[]
}

export interface NumberInput {
  phone: string
  label?: string
  country?: string
  keywordReplies?: StoreNumber['keywordReplies']
  inboundUrl?: string
  voiceUrl?: string
  statusCallback?: string
}

export interface SeedThread {
  person: string
  number: string
  messages: { sid?: string; direction: Direction; body: string; at: string; status?: MessageStatus }[]
}

/** Reads a seed file. */
export function readSeed(path: string): Seed {
  return JSON.parse(readFileSync(path, 'utf8')) as Seed
}

/** A number with everything left out filled in as Twilio's defaults, over what is known of it already. */
export function numberFrom(input: NumberInput, known?: StoreNumber): StoreNumber {
  const defaults = {
    sid: newSid('PN'),
    label: input.phone,
    country: '',
    keywordReplies: 'provider' as const,
    inboundUrl: '',
    voiceUrl: '',
    statusCallback: '',
  }
  return { ...defaults, ...known, ...input }
}

/** Turns a seed into a state, its messages in the order they were written. */
export function stateFromSeed(seed: Seed): Snapshot {
  const messages = (seed.threads ?? []).flatMap(thread =>
    thread.messages.map(message => seedMessage(thread, message)),
  )
  messages.sort((a, b) => a.createdAtMs - b.createdAtMs)
  return {
    numbers: (seed.numbers ?? []).map(number => numberFrom(number)),
    people: seed.people ?? [],
    blocked: [],
    messages,
  }
}

function seedMessage(thread: SeedThread, seed: SeedThread['messages'][number]): Message {
  const inbound = seed.direction === 'inbound'
  const atMs = Date.parse(seed.at)
  const status = seed.status ?? (inbound ? 'received' : 'delivered')
  return {
    sid: seed.sid ?? newSid('SM'),
    direction: seed.direction,
    from: inbound ? thread.person : thread.number,
    to: inbound ? thread.number : thread.person,
    body: seed.body,
    media: [],
    status,
    errorCode: null,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    sentAtMs: atMs,
    statusCallback: null,
    messagingServiceSid: null,
    onPhone: !['failed', 'undelivered', 'canceled', 'scheduled'].includes(status),
    inLog: true,
  }
}
