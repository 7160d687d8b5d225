import { endLink } from './end-link.ts'
import { claimNextLink, makeLink } from './make-link.ts'
import type { OnNotification } from './notification.ts'
import { reconcileQuietly } from './reconcile.ts'
import { claimNextRefund, sendRefund } from './send-refund.ts'
import type { PaymentTalk, ProviderTalk } from './talk.ts'
import { workOffNext } from './work-off.ts'

/**
 * Does what payments have written down, for as long as it runs: makes links, ends them, gives money back, works off
 * notifications. On every nudge, and every second as the net. As many processes as one likes may do so: each piece of
 * work belongs to one of them. Without a provider only notifications are worked off.
 */
export function runPayments(
  talk: PaymentTalk,
  options: { onNotification: OnNotification; reconcileMs?: number },
) {
  const { payments } = talk
  const provided: ProviderTalk | undefined = payments && { ...talk, payments }
  const lanes = [
    lane(talk, 'notifications', 2, () => workOffNext(talk, options.onNotification)),
    ...(provided
      ? [
          lane(talk, 'links', 8, () => workLink(provided)),
          lane(talk, 'refunds', 2, () => workRefund(provided)),
        ]
      : []),
  ]
  const wake = () => {
    for (const one of lanes) one.wake()
  }
  const deaf = talk.bus.on('payments', wake)
  const timers = [setInterval(wake, 1000)]
  let reconciling: Promise<void> | undefined
  if (provided)
    timers.push(
      setInterval(() => {
        reconciling ??= reconcileQuietly(provided).finally(() => {
          reconciling = undefined
        })
      }, options.reconcileMs ?? 60_000),
    )
  wake()
  return {
    /** Waits for the calls that are out; what is not claimed stays for the next process. */
    async stop() {
      deaf()
      for (const timer of timers) clearInterval(timer)
      await Promise.all([...lanes.map(one => one.stop()), reconciling])
    },
  }
}

async function workLink(talk: ProviderTalk): Promise<boolean> {
  const link = await claimNextLink(talk)
  if (!link) return false
  await (link.state === 'wanted' ? makeLink(talk, link) : endLink(talk, link))
  return true
}

async function workRefund(talk: ProviderTalk): Promise<boolean> {
  const refund = await claimNextRefund(talk)
  if (!refund) return false
  await sendRefund(talk, refund)
  return true
}

/** Takes a step as often as one can be taken, at most `width` at once. */
function lane({ log }: PaymentTalk, name: string, width: number, step: () => Promise<boolean>) {
  const running = new Set<Promise<void>>()
  let stopped = false
  let woken = 0

  async function walk() {
    for (let more = true; more && !stopped; ) {
      const heard = woken
      // One that finds work calls another, for there may be more; nudged in the meantime, it looks once again.
      const found = await step()
      if (found) another()
      more = found || woken !== heard
    }
  }
  function another() {
    if (stopped || running.size >= width) return
    const walking = walk()
      .catch(error => log.error({ error, lane: name }, 'payments wait for the database'))
      .finally(() => running.delete(walking))
    running.add(walking)
  }
  return {
    wake() {
      woken++
      another()
    },
    async stop() {
      stopped = true
      await Promise.all(running)
    },
  }
}
