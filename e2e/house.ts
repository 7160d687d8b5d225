import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
// A calm machine takes ten seconds; how long a busy one takes says nothing about the house.
const readyMs = 180_000

/** A whole Rapport of its own, as `npm start` makes it: database, server, simulator, in a folder that goes with it. */
export type House = {
  url: string
  phoneUrl: string
  setupCode: string
  close(): Promise<void>
}

/**
 * Opens a house whose clock stands at `at`, with the demo's people as of that moment, or with nobody.
 * @param at in the middle of the day where it is to be allowed to send
 */
export async function openHouse({ at, empty = false }: { at: Date; empty?: boolean }): Promise<House> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rapport-walk-'))
  const [port, simulatorPort] = await freePorts()
  const url = `http://localhost:${port}`
  const child = spawn(
    path.join(root, 'node_modules/node/bin/node'),
    ['e2e/start-at.ts', ...(empty ? ['--empty'] : [])],
    {
      cwd: root,
      // Its standard input ends with us, and that ends it: a run that is killed leaves no house standing.
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        START_AT: at.toISOString(),
        DATA_DIR: dataDir,
        PORT: String(port),
        SIMULATOR_PORT: String(simulatorPort),
        PUBLIC_URL: url,
      },
    },
  )
  const close = async () => {
    await ended(child)
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await said(child, 'Rapport is ready')
    const setupCode = await readFile(path.join(dataDir, 'setup-code'), 'utf8')
    return { url, phoneUrl: `http://localhost:${simulatorPort}`, setupCode, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Half past three in Berlin is half past nine in New York: nobody's quiet time. */
export function workingHours(): Date {
  const today = Temporal.Now.zonedDateTimeISO('Europe/Berlin').toPlainDate()
  const at = today.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '15:30' })
  return new Date(at.epochMilliseconds)
}

async function said(child: ChildProcess, words: string) {
  let heard = ''
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The server did not start:\n${heard}`)), readyMs)
    child.stdout?.on('data', (chunk: Buffer) => {
      heard += chunk
      if (!heard.includes(words)) return
      clearTimeout(late)
      resolve()
    })
    child.once('exit', code => reject(new Error(`The server ended with code ${code}:\n${heard}`)))
  })
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

/**
 * One for the server, one for the simulator, whose mail listens at the next: all three are free. Below the range from which
 * the system takes the near end of a connection, or it might give one away before it is listened on.
 */
async function freePorts(): Promise<[number, number]> {
  for (;;) {
    const [port, simulatorPort] = [randomInt(12_000, 32_000), randomInt(12_000, 32_000)]
    const all = new Set([port, simulatorPort, simulatorPort + 1])
    if (all.size === 3 && (await Promise.all([...all].map(isFree))).every(Boolean))
      return [port, simulatorPort]
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
