import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Go } from './killable.ts'
import type { World } from './world.ts'

export type Children = ReturnType<typeof killableChildren>

/** Servers of a halted world as processes of their own, one after the other, to be killed. */
export function killableChildren(world: World, more: Pick<Partial<Go>, 'importLeaseMs'> = {}) {
  const go: Go = { config: world.config, databaseUrl: world.database.url, sendTimeoutMs: 500, ...more }
  const alive = new Set<ChildProcess>()

  /** Loads while another runs, so that it is up as soon as it is told to start. */
  function load(): ChildProcess {
    const child = fork(path.join(import.meta.dirname, 'killable.ts'), {
      stdio: 'inherit',
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(world.config.DATA_DIR, 'compiled') },
    })
    alive.add(child)
    child.once('exit', () => alive.delete(child))
    return child
  }
  /** Until it listens. @throws when it ends before */
  async function start(child = load()): Promise<ChildProcess> {
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The server ended with ${code} before it listened.`)
    })
    ended.catch(() => {})
    const listening = once(child, 'message')
    child.send(go)
    await Promise.race([listening, ended])
    return child
  }
  async function kill(child: ChildProcess) {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return {
    load,
    start,
    kill,
    /** A killed process keeps nothing: one that ends by itself leaves what it compiled to all that follow. */
    async compile() {
      const child = load()
      const left = once(child, 'exit')
      child.disconnect()
      await left
    },
    end() {
      for (const child of alive) child.kill('SIGKILL')
    },
  }
}

export const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
export const anyOf = <T>(list: readonly T[]) => list[Math.floor(Math.random() * list.length)] as T
