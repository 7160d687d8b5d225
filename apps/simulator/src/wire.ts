import type { EventEmitter } from 'node:events'
import type { Clock } from './clock.ts'
import type { WireEntry } from './shapes.ts'

const keptEntries = 1000

/** The log of everything that passes between the product and the carrier. */
export class Wire {
  private readonly clock: Clock
  private readonly bus: EventEmitter
  private entries: WireEntry[] = []
  private lastId = 0

  constructor(clock: Clock, bus: EventEmitter) {
    this.clock = clock
    this.bus = bus
  }

  write(what: string, detail: string, tone: WireEntry['tone'] = 'plain', sid: string | null = null): void {
    this.lastId += 1
    const entry = { id: this.lastId, atMs: this.clock.now(), what, detail: detail.slice(0, 200), tone, sid }
    this.entries.push(entry)
    if (this.entries.length > keptEntries * 2) this.entries = this.entries.slice(-keptEntries)
    this.bus.emit('wire', entry)
  }

  newestFirst(limit: number): WireEntry[] {
    return this.entries.slice(-Math.min(limit, keptEntries)).reverse()
  }
}
