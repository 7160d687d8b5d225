import type { LiveSignal } from '@rapport/contract'
import type { Viewer } from './context.ts'
import type { Database } from './db/database.ts'
import { type EventRow, follow, type Place, readNews, readPlace } from './follower.ts'
import { signalFor } from './signal-for.ts'

type PresenceSignal = Extract<LiveSignal, { type: 'presence' }>

/** A signal and, when it can be resumed from, the place in the log behind it. */
export type Told = { signal: LiveSignal; position: Place | null }

const mostWaiting = 1000
const mostMissed = 2000

/**
 * The signals of one signed-in device, waiting to be read. A device that reads too slowly is told to reload instead of
 * growing without end.
 */
class Device {
  viewer: Viewer
  #waiting: Told[] = []
  #wake: (() => void) | undefined
  #closed = false

  constructor(viewer: Viewer) {
    this.viewer = viewer
  }

  push(told: Told) {
    if (this.#waiting.length >= mostWaiting)
      this.#waiting = [{ signal: { type: 'reload' }, position: told.position }]
    else this.#waiting.push(told)
    this.#wake?.()
  }
  close() {
    this.#closed = true
    this.#wake?.()
  }
  async *read(signal?: AbortSignal): AsyncGenerator<Told, void> {
    const abort = () => this.close()
    signal?.addEventListener('abort', abort, { once: true })
    try {
      while (!this.#closed && !signal?.aborted) {
        const next = this.#waiting.shift()
        if (next) {
          yield next
          continue
        }
        await new Promise<void>(resolve => {
          this.#wake = resolve
        })
        this.#wake = undefined
      }
    } finally {
      signal?.removeEventListener('abort', abort)
    }
  }
}

type Options = {
  db: Database
  from: Place
  onNudge(wake: () => void): () => void
  reloadViewer(staffId: string): Promise<Viewer | null>
  /** Who is present in these stores now. */
  presentAt(storeIds: readonly string[]): Omit<PresenceSignal, 'type'>[]
  /** Of these conversations, the ones that are each person's own; for those who do not see the store's inbox. */
  membersOf(conversationIds: string[]): Promise<{ staffId: string; conversationId: string }[]>
}

/**
 * Tells every open screen what changed, from the event log: per store and person, never one big stream, so that not
 * even the timing of another store's activity is seen. A device that comes back says where it stood and gets the rest.
 */
export function createLive(options: Options) {
  const devices = new Set<Device>()
  const follower = follow(options.db, options.from, options.onNudge, dispatch)

  async function dispatch(batch: EventRow[], place: Place | null) {
    if (devices.size === 0) return
    const changed = new Set(
      batch.filter(event => event.type === 'staff.access_changed').map(event => event.staff_id),
    )
    for (const device of devices) {
      if (!changed.has(device.viewer.staffId)) continue
      const viewer = await options.reloadViewer(device.viewer.staffId)
      if (viewer) device.viewer = viewer
      else device.close()
    }
    const own = await ownConversations(batch, devices)
    const byStore = new Map<string, Device[]>()
    for (const device of devices)
      for (const store of device.viewer.storeIds) byStore.set(store, [...(byStore.get(store) ?? []), device])
    const told = new Map<Device, LiveSignal[]>()
    for (const event of batch) {
      const audience =
        event.type === 'staff.access_changed' ||
        event.type === 'conversation.read' ||
        event.type === 'import.changed'
          ? devices
          : event.store_id
            ? (byStore.get(event.store_id) ?? [])
            : []
      for (const device of audience) {
        const signal = signalFor(device.viewer, event, own)
        if (signal) told.set(device, [...(told.get(device) ?? []), signal])
      }
    }
    // Only with the last of them a device stands where the batch ends: events of a batch have no order of their own.
    for (const [device, signals] of told)
      for (const [nth, signal] of signals.entries())
        device.push({ signal, position: nth === signals.length - 1 ? place : null })
  }

  async function ownConversations(batch: EventRow[], audience: Iterable<Device>): Promise<Set<string>> {
    const narrow = [...audience].some(device => !device.viewer.permissions.has('inbox.store'))
    if (!narrow) return new Set()
    const ids = [...new Set(batch.flatMap(event => event.conversation_id ?? []))]
    const members = ids.length > 0 ? await options.membersOf(ids) : []
    return new Set(members.map(member => `${member.staffId} ${member.conversationId}`))
  }

  async function* missedSince(device: Device, since: Place | undefined, here: Place): AsyncGenerator<Told> {
    const missed = since && (await readNews(options.db, since, mostMissed + 1))
    if (!missed || missed.events.length > mostMissed) {
      yield { signal: { type: 'reload' }, position: here }
      return
    }
    const own = await ownConversations(missed.events, [device])
    const signals = missed.events.flatMap(event => signalFor(device.viewer, event, own) ?? [])
    for (const [nth, signal] of signals.entries())
      yield { signal, position: nth === signals.length - 1 ? missed.place : null }
  }

  async function presenceFor({ staffId, storeIds, permissions }: Viewer): Promise<PresenceSignal[]> {
    const all = options.presentAt(storeIds).map(one => ({ type: 'presence' as const, ...one }))
    if (all.length === 0 || permissions.has('inbox.store')) return all
    const members = await options.membersOf(all.map(one => one.conversationId))
    const own = new Set(members.flatMap(one => (one.staffId === staffId ? one.conversationId : [])))
    return all.filter(one => own.has(one.conversationId))
  }

  return {
    /**
     * The signals for a device, from where it stood (`Last-Event-ID`) or from now. The first one says where it stands;
     * who is present follows, in full.
     */
    async *stream(
      viewer: Viewer,
      lastEventId: string | undefined,
      signal?: AbortSignal,
    ): AsyncGenerator<Told, void> {
      const device = new Device(viewer)
      devices.add(device)
      try {
        const here = follower.place
        yield {
          signal: { type: 'hello', position: here },
          position: lastEventId === undefined ? here : null,
        }
        if (lastEventId !== undefined) yield* missedSince(device, readPlace(lastEventId), here)
        // Changes alone would not tell of whoever was here before. What changes meanwhile waits behind this.
        for (const told of await presenceFor(device.viewer)) yield { signal: told, position: null }
        yield* device.read(signal)
      } finally {
        devices.delete(device)
      }
    },
    /** Presence is told in full, to whoever may see the conversation. */
    async tellPresence(told: PresenceSignal) {
      const audience = [...devices].filter(device => device.viewer.storeIds.includes(told.storeId))
      const narrow = audience.some(device => !device.viewer.permissions.has('inbox.store'))
      const members = narrow ? await options.membersOf([told.conversationId]) : []
      for (const device of audience) {
        const sees =
          device.viewer.permissions.has('inbox.store') ||
          members.some(member => member.staffId === device.viewer.staffId)
        if (sees) device.push({ signal: told, position: null })
      }
    },
    get deviceCount() {
      return devices.size
    },
    /** Where the log has been told to. */
    get place() {
      return follower.place
    },
    async close() {
      for (const device of devices) device.close()
      await follower.stop()
    },
  }
}
export type Live = ReturnType<typeof createLive>
