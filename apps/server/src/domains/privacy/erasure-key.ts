import { sql } from 'kysely'
import { ConfigError } from '../../platform/config.ts'
import { type Database, sqlState } from '../../platform/db/database.ts'

const proof = sql<Buffer>`keyed_hash('erasure key', 'proof')`

/**
 * Sees that this process hashes erased addresses as every other did before it; the first one settles the key. With
 * another key a re-import could write to whom was erased (CUS-8), and nobody would notice.
 * @throws ConfigError when the key is another one, or did not reach PostgreSQL
 */
export async function holdErasureKey(db: Database): Promise<void> {
  try {
    await db
      .insertInto('erasure_key')
      .values({ proof })
      .onConflict(done => done.doNothing())
      .execute()
  } catch (error) {
    // object_not_in_prerequisite_state: the settings of the connection did not arrive.
    if (sqlState(error) !== '55000') throw error
    throw new ConfigError(
      'What a connection brings along does not reach PostgreSQL. Let the pooler pass startup options, or let DATABASE_URL lead past it.',
    )
  }
  const held = await db
    .selectFrom('erasure_key')
    .select('single')
    .where('proof', '=', proof)
    .executeTakeFirst()
  if (held) return
  throw new ConfigError(
    'This is not the key with which this database hashed the addresses of erased customers. Set ERASURE_KEY as the other servers have it, or put the file erasure-key of their DATA_DIR, or of its backup, into this one. If it is lost: npm run new-erasure-key.',
  )
}

/**
 * Settles the key of this connection instead of one that is lost.
 * @returns how many erased addresses nobody can recognise from now on
 */
export async function replaceErasureKey(db: Database): Promise<number> {
  return db.transaction().execute(async tx => {
    await tx
      .insertInto('erasure_key')
      .values({ proof })
      .onConflict(settled => settled.column('single').doUpdateSet({ proof }))
      .execute()
    const { count } = await tx
      .selectFrom('erased_contacts')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  })
}
