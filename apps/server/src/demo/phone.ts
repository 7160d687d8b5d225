import type { Database } from '../platform/db/database.ts'

/** What the simulator begins with; the shape of its seed file. */
export type PhoneSeed = {
  numbers: {
    phone: string
    label: string
    country: string
    keywordReplies: 'provider' | 'none'
    inboundUrl: string
    voiceUrl: string
  }[]
  people: { phone: string; name: string }[]
  threads: { person: string; number: string; messages: PhoneMessage[] }[]
}
type PhoneMessage = {
  sid: string
  direction: 'inbound' | 'outbound-api'
  body: string
  at: string
  status: 'received' | 'sent' | 'delivered' | 'undelivered'
}

/** The phones of the customers and stores, with all that the provider has carried between them. */
export async function phoneSeed(db: Database, { publicUrl }: { publicUrl: string }): Promise<PhoneSeed> {
  const numbers = await db
    .selectFrom('store_numbers as n')
    .innerJoin('stores as s', 's.id', 'n.store_id')
    .where('n.state', '=', 'active')
    .where('n.channel', '=', 'sms')
    .select(['n.phone', 's.name', 's.country', 'n.keyword_replies'])
    .orderBy('s.id')
    .execute()
  const people = await db
    .selectFrom('contact_points as p')
    .innerJoin('customers as c', 'c.id', 'p.customer_id')
    .where('p.kind', '=', 'phone')
    .select(['p.value as phone', 'c.name'])
    // Who wrote last comes first, so that the phone opens on a lively thread.
    .orderBy(
      eb =>
        eb
          .selectFrom('conversations as v')
          .whereRef('v.contact_point_id', '=', 'p.id')
          .select(({ fn }) => fn.max('v.last_inbound_at').as('at')),
      order => order.desc().nullsLast(),
    )
    .orderBy('p.id')
    .execute()
  return {
    numbers: numbers.map(({ phone, name, country, keyword_replies }) => ({
      phone,
      label: name,
      country,
      keywordReplies: keyword_replies === 'provider' ? 'provider' : 'none',
      inboundUrl: `${publicUrl}/hooks/twilio/messages`,
      voiceUrl: `${publicUrl}/hooks/twilio/voice`,
    })),
    people,
    threads: await threads(db),
  }
}

async function threads(db: Database): Promise<PhoneSeed['threads']> {
  const rows = await db
    .selectFrom('messages as m')
    .innerJoin('contact_points as p', 'p.id', 'm.contact_point_id')
    .innerJoin('store_numbers as n', 'n.id', 'm.store_number_id')
    .where('m.direction', '<>', 'line')
    .where('m.provider_message_id', 'is not', null)
    .select([
      'p.value as person',
      'n.phone as number',
      'm.provider_message_id as sid',
      'm.direction',
      'm.body',
      'm.status',
    ])
    .select(eb => eb.fn.coalesce('m.attempted_at', 'm.created_at').as('at'))
    .orderBy('m.conversation_id')
    .orderBy('m.sequence')
    .execute()
  const pairs = Map.groupBy(rows, row => `${row.person}|${row.number}`)
  return [...pairs.values()].flatMap(([first, ...rest]) => {
    if (!first) return []
    const messages = [first, ...rest].map((row): PhoneMessage => {
      const inbound = row.direction === 'in'
      return {
        sid: row.sid ?? '',
        direction: inbound ? 'inbound' : 'outbound-api',
        body: row.body,
        at: row.at.toISOString(),
        status: inbound ? 'received' : statusAtProvider(row.status),
      }
    })
    return [{ person: first.person, number: first.number, messages }]
  })
}

function statusAtProvider(status: string): PhoneMessage['status'] {
  if (status === 'failed') return 'undelivered'
  return status === 'sent' ? 'sent' : 'delivered'
}
