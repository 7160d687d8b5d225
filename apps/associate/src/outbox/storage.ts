import { type DBSchema, openDB } from 'idb'
import type { OutboxEntry } from './entry.ts'

/** Where taps are kept until they are answered. `change` is atomic, over all tabs. */
export type OutboxStorage = {
  readonly all: () => Promise<readonly OutboxEntry[]>
  readonly add: (entry: OutboxEntry) => Promise<void>
  readonly change: (
    by: (entries: readonly OutboxEntry[]) => readonly OutboxEntry[],
  ) => Promise<readonly OutboxEntry[]>
}

interface Schema extends DBSchema {
  entries: { key: string; value: OutboxEntry }
}

/** The outbox of this browser, in IndexedDB; strict durability, for the text is on no other machine yet. */
export function browserStorage(): OutboxStorage {
  const opened = openDB<Schema>('rapport-outbox', 1, {
    upgrade: db => void db.createObjectStore('entries', { keyPath: 'clientId' }),
  })
  return {
    all: async () => (await opened).getAll('entries'),
    add: async entry => {
      const transaction = (await opened).transaction('entries', 'readwrite', { durability: 'strict' })
      await Promise.all([transaction.store.put(entry), transaction.done])
    },
    change: async by => {
      const transaction = (await opened).transaction('entries', 'readwrite')
      const before = await transaction.store.getAll()
      const after = by(before)
      const kept = new Set(after.map(entry => entry.clientId))
      await Promise.all([
        ...before
          .filter(entry => !kept.has(entry.clientId))
          .map(entry => transaction.store.delete(entry.clientId)),
        ...after.filter(entry => !before.includes(entry)).map(entry => transaction.store.put(entry)),
        transaction.done,
      ])
      return after
    },
  }
}

/** IndexedDB where the browser allows it, else memory: better sent without a net than not at all. */
export function surestStorage(): OutboxStorage {
  const durable = typeof indexedDB === 'undefined' ? null : browserStorage()
  const chosen: Promise<OutboxStorage> = durable
    ? durable.all().then(
        () => durable,
        () => memoryStorage(),
      )
    : Promise.resolve(memoryStorage())
  return {
    all: async () => (await chosen).all(),
    add: async entry => (await chosen).add(entry),
    change: async by => (await chosen).change(by),
  }
}

/** For a browser without IndexedDB, and for tests: as long as the page lives. */
export function memoryStorage(entries: readonly OutboxEntry[] = []): OutboxStorage {
  let kept = entries
  return {
    all: async () => kept,
    add: async entry => {
      kept = [...kept.filter(each => each.clientId !== entry.clientId), entry]
    },
    change: async by => {
      kept = by(kept)
      return kept
    },
  }
}
