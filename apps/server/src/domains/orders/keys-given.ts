/**
 * What could make two orders somebody's both, read loosely from what was sent, whether or not it is an order: those with
 * nothing of it in common may be recorded at the same time. Two that are taken apart wrongly wait for each other's locks.
 */
export function keysGiven(value: unknown): string[] {
  const order = partOf(value)
  const customer = partOf(order.customer)
  const id = text(order.externalId)
  const buyer = text(customer.externalId)
  const phones = [customer.phone, partOf(customer.address).phone].map(one =>
    text(one).normalize('NFKC').replace(/\D/g, '').slice(-7),
  )
  const email = text(customer.email).trim().normalize('NFKC').toLowerCase()
  return [
    ...(id ? [`order ${id}`] : []),
    ...(buyer ? [`id ${buyer}`] : []),
    ...phones.flatMap(phone => (phone ? [`phone ${phone}`] : [])),
    ...(email ? [`email ${email}`] : []),
  ]
}

const partOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
