import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Counter } from 'prom-client'
import { storeNotifications } from './domains/payments/index.ts'
import type { Config } from './platform/config.ts'
import { inTx, type Runtime } from './platform/context.ts'
import { readWebhook } from './providers/adyen/webhooks.ts'

/** What the provider wants to hear: by its older rule these words, by its newer one the status. */
const accepted = '[accepted]'

/**
 * What Adyen tells us. Each item is stored before it is answered, and worked off afterwards: its queue stands still
 * while it waits.
 *
 * An item that none of our keys signed is answered with 401 and not stored. Adyen keeps it and asks again for up to 30
 * days, so nothing is lost when it is our key that is stale, and its queue moves on by itself once the key is put right;
 * that it stands still until then is why `refused` raises an alarm. Taking it would lose it, or let anyone fill our
 * tables. What is signed but not for us (another account, test in place of live) is taken and dropped: asking again
 * would change nothing, and would hold up what is for us.
 */
export async function adyenHooks(
  app: FastifyInstance,
  { config, runtime, refused }: { config: Config; runtime: Runtime; refused: Counter<'why'> },
) {
  const keys = config.ADYEN_HMAC_KEYS ?? []
  const live = config.ADYEN_LIVE_URL_PREFIX !== undefined
  const alarm = (why: string, more: object = {}) => {
    refused.inc({ why })
    runtime.log.error({ why, ...more }, 'a payment notification was refused; see docs/operating.md, Adyen')
  }

  app.post('/hooks/adyen', { bodyLimit: 512 * 1024 }, async (request, reply) => {
    reply.type('text/plain')
    if (!mayTell(request, config)) {
      alarm('password')
      return reply.code(401).header('www-authenticate', 'Basic').send('Who is this?')
    }
    const webhook = readWebhook(request.body, keys)
    if (!webhook) {
      alarm('unreadable')
      return reply.code(400).send('This is no standard webhook.')
    }
    const signed = webhook.items.filter(item => item.signed).map(item => item.told)
    const mine = signed.filter(told => {
      const why =
        told.merchantAccount !== config.ADYEN_MERCHANT_ACCOUNT
          ? 'account'
          : webhook.live !== live
            ? 'environment'
            : undefined
      if (why) alarm(why, { eventCode: told.eventCode, pspReference: told.pspReference })
      return !why
    })
    if (mine.length > 0) await inTx(runtime, { kind: 'system' }, ctx => storeNotifications(ctx, mine))
    if (signed.length < webhook.items.length) {
      alarm('signature')
      return reply.code(401).send('The signature does not fit. Is this the HMAC key of this webhook?')
    }
    return reply.code(200).send(accepted)
  })
}

function mayTell(request: FastifyRequest, config: Config): boolean {
  const { ADYEN_WEBHOOK_USER: user, ADYEN_WEBHOOK_PASSWORD: password } = config
  if (user === undefined) return true
  const stated = Buffer.from(request.headers.authorization ?? '')
  const right = Buffer.from(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`)
  return stated.length === right.length && timingSafeEqual(stated, right)
}
