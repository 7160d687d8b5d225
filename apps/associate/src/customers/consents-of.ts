import type { Channel, ConsentState, Customer } from '@rapport/contract'

/** Of several contact points on one channel the strongest counts; a stop is stronger than an open question. */
const strength: Record<ConsentState, number> = { none: 0, requested: 1, opted_out: 2, opted_in: 3 }
/** A channel one could be asked on, but which this store does not speak by itself, is no news. */
const alwaysTold: readonly Channel[] = ['sms']

/** One state per channel on which the customer can be reached or has ever decided. */
export const consentsOf = ({
  contactPoints,
  consents,
}: Pick<Customer, 'contactPoints' | 'consents'>): { channel: Channel; state: ConsentState }[] => {
  const states = new Map<Channel, ConsentState>()
  for (const channel of contactPoints.flatMap(point => point.channels))
    if (alwaysTold.includes(channel)) states.set(channel, 'none')
  for (const { channel, state } of consents) {
    const known = states.get(channel)
    if (known === undefined || strength[state] > strength[known]) states.set(channel, state)
  }
  return [...states].map(([channel, state]) => ({ channel, state }))
}
