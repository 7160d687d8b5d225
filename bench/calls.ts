import { createHmac, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { connect } from '../apps/server/src/platform/db/database.ts'
import { account, type InboundCall } from './processes.ts'
import { chance, phrases } from './vocabulary.ts'

const said = phrases(1000)

/**
 * Messages of customers who opted in, to their stores' numbers. Few customers write most, as `bench_talks` is skewed.
 * The conversation of each stands beside it, for who listens.
 */
export async function inboundCalls(databaseUrl: string, count: number, seed: number) {
  const connections = connect(databaseUrl, 1)
  try {
    const { rows: talks } = await sql<{ id: string; phone: string; number: string }>`
      select t.id, t.phone, s.phone as number from bench_talks t join bench_stores s on s.n = t.store_n order by t.n`.execute(
      connections.db,
    )
    const next = chance(seed)
    return Array.from({ length: count }, () => {
      const talk = talks[Math.floor(talks.length * next() ** 2)]
      if (!talk) throw new Error('The seeded database has no conversations.')
      const body = `${said[Math.floor(next() * said.length)]} ${said[Math.floor(next() * said.length)]}`
      const call: InboundCall = {
        from: talk.phone,
        to: talk.number,
        body,
        sid: `SM${randomBytes(16).toString('hex')}`,
      }
      return { call, conversationId: talk.id }
    })
  } finally {
    await connections.close()
  }
}

/** Session cookies for that many devices, spread over all staff: signed as the server signs, without asking it to hash passwords. */
export async function deviceCookies(databaseUrl: string, count: number): Promise<string[]> {
  const connections = connect(databaseUrl, 1)
  try {
    const { rows } = await sql<{ token: string }>`
      insert into auth_sessions (id, user_id, token, expires_at)
      select gen_random_uuid()::text, user_id, gen_random_uuid()::text, now() + interval '10 days'
      from (select user_id, row_number() over (order by place, store_n) as n from bench_staff) s where n <= ${count} returning token`.execute(
      connections.db,
    )
    return rows.map(({ token }) => {
      const signature = createHmac('sha256', account.secret).update(token).digest('base64')
      return `rapport.session_token=${encodeURIComponent(`${token}.${signature}`)}`
    })
  } finally {
    await connections.close()
  }
}
