import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '../../../test/database.ts'
import { ConfigError } from '../config.ts'
import { holdAlone } from './alone.ts'

let database: Awaited<ReturnType<typeof createDatabase>>
beforeAll(async () => {
  database = await createDatabase()
})
afterAll(() => database.drop())

test('a second server with the same data is refused and told where; after the first one it may', async () => {
  const release = await holdAlone(database.url, '/srv/rapport')
  const second = holdAlone(database.url, '/srv/rapport')
  await expect(second).rejects.toThrow(ConfigError)
  await expect(second).rejects.toThrow('running already with the data in /srv/rapport')
  await release()
  const again = await holdAlone(database.url, '/srv/rapport')
  await again()
})

test('who was killed holds nothing', async () => {
  await holdAlone(database.url, '/srv/rapport')
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  await other.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 7312
      and database = (select oid from pg_database where datname = current_database())`,
  )
  await other.end()
  const next = await holdAlone(database.url, '/srv/rapport')
  await next()
})
