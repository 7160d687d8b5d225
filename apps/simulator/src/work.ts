/** What the carrier still has to do: pauses that end, posts under way. */
export class Work {
  private readonly timers = new Set<NodeJS.Timeout>()
  private readonly pending = new Set<Promise<unknown>>()
  private stopped = false

  /** Resolves after the time given; never, once the carrier has stopped. */
  pause(ms: number): Promise<void> {
    return new Promise(resolve => {
      if (this.stopped) return
      const timer = setTimeout(() => {
        this.timers.delete(timer)
        resolve()
      }, ms)
      this.timers.add(timer)
    })
  }

  /** Counts a promise as work; a failure in it is a bug and is printed. */
  track<T>(promise: Promise<T>): Promise<T> {
    const counted = promise
      .catch(error => console.error('The simulator failed:', error))
      .finally(() => this.pending.delete(counted))
    this.pending.add(counted)
    return promise
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.pending.size > 0) await Promise.race(this.pending)
  }

  stop(): void {
    this.stopped = true
    for (const timer of this.timers) clearTimeout(timer)
    this.timers.clear()
  }
}
