import { inTx, type Runtime } from '../../platform/context.ts'
import { sqlState } from '../../platform/db/database.ts'
import type { InboundMessage } from '../../providers/sms.ts'
import { meansStop, readReply } from '../consent/index.ts'
import { listsOf, readAddedWords } from '../consent/lists.ts'
import { canonicalPhone } from '../customers/index.ts'
import { type Received, receiveMessage } from './receive.ts'
import { receivePlain } from './receive-plain.ts'

type Waiting = {
  inbound: InboundMessage
  canonicalFrom: string
  plain: boolean
  resolve(received: Received): void
  reject(error: unknown): void
}

const mostInFlight = 2
const mostInBatch = 200
const wordsLastMs = 1000

/**
 * Takes customers' messages in as fast as they come. Whatever has come in while the last statement ran goes into the
 * next one together, without waiting for more (measured: 3 times the single statements at 128 callers). Plain talk
 * from customers who opted in goes that way; anything that may change consent goes through `receiveMessage`, alone.
 * Resolves once the message is committed; rejects when it is not, so that the webhook is not acknowledged.
 */
export function createReceiver(runtime: Runtime) {
  const inFlight = new Map<string, Promise<Received>>()
  const queue: Waiting[] = []
  let statements = 0
  let words: Awaited<ReturnType<typeof readAddedWords>> = []
  let wordsAt = 0

  async function looksPlain(inbound: InboundMessage): Promise<boolean> {
    if (inbound.optOutType) return false
    if (Date.now() - wordsAt > wordsLastMs) {
      words = await readAddedWords({ tx: runtime.db })
      wordsAt = Date.now()
    }
    // In every language at once: a word that means something anywhere is looked at closely.
    return readReply(inbound.body, listsOf(everyLanguage, words)).kind === 'talk' && !meansStop(inbound.body)
  }

  function pump() {
    while (statements < mostInFlight && queue.length > 0) {
      statements++
      const batch = queue.splice(0, mostInBatch)
      run(batch).finally(() => {
        statements--
        pump()
      })
    }
  }

  async function run(batch: Waiting[]) {
    const plain = batch.filter(one => one.plain)
    let done: Map<string, Received> = new Map()
    try {
      if (plain.length > 0)
        done = await receivePlain(
          runtime,
          plain.map(one => ({ ...one.inbound, from: one.canonicalFrom })),
        )
    } catch (error) {
      // One bad row fails the whole statement: each is then tried alone, and only the bad one is refused.
      if (sqlState(error) === undefined) {
        for (const one of batch) one.reject(error)
        return
      }
    }
    const rest = batch.filter(one => !done.has(one.inbound.providerMessageId))
    for (const one of batch) {
      const received = done.get(one.inbound.providerMessageId)
      if (received) one.resolve(received)
    }
    await Promise.all(
      rest.map(one =>
        inTx(runtime, { kind: 'customer' }, ctx => receiveMessage(ctx, one.inbound)).then(
          one.resolve,
          one.reject,
        ),
      ),
    )
  }

  return {
    /** The same provider id arriving several times at once is one message; all callers learn of the same commit. */
    async receive(inbound: InboundMessage): Promise<Received> {
      const underway = inFlight.get(inbound.providerMessageId)
      if (underway) return underway.then(() => 'duplicate')
      const received = enqueue(inbound)
      inFlight.set(inbound.providerMessageId, received)
      try {
        return await received
      } finally {
        inFlight.delete(inbound.providerMessageId)
      }
    },
    get waiting() {
      return queue.length
    },
  }

  async function enqueue(inbound: InboundMessage): Promise<Received> {
    const plain = await looksPlain(inbound)
    const canonicalFrom = canonicalPhone(inbound.from) ?? inbound.from
    return new Promise((resolve, reject) => {
      queue.push({ inbound, canonicalFrom, plain, resolve, reject })
      pump()
    })
  }
}
export type Receiver = ReturnType<typeof createReceiver>

const everyLanguage = ['en', 'ca', 'zh', 'cs', 'da', 'nl', 'fr', 'de', 'it', 'ja', 'ko', 'pl', 'es', 'sv']
