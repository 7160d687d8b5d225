// Runs on whatever Node a machine has (20 or newer): brings in what is missing, then hands over to the project's own Node.
import { spawn } from 'node:child_process'
import { buildApps } from './build.mjs'
import { install } from './install.mjs'
import { node, root } from './places.mjs'

const dev = process.argv.includes('--dev')
install()
const built = buildApps()
if (dev) await built
const flags = process.argv.slice(2).filter(flag => flag !== '--dev')
const port = Number(process.env.PORT || 4000)
const vite = `${root}/node_modules/vite/bin/vite.js`
const commands = dev
  ? [
      [node, ['--watch', '--watch-preserve-output', 'apps/server/src/start.ts', ...flags], root],
      // The app as one edits it, with its own server: it passes everything but the app on to ours.
      [node, [vite, '--logLevel', 'warn'], `${root}/apps/associate`],
      [node, [vite, 'build', '--watch', '--logLevel', 'warn'], `${root}/apps/simulator`],
    ]
  : [[node, ['apps/server/src/start.ts', '--apps-under-way', ...flags], root]]
if (dev)
  console.log(`\n  Edit and see: http://localhost:${port + 2}/app/  (server and app reload as you save)\n`)

const children = commands.map(([command, args, cwd], place) =>
  spawn(command, args, {
    cwd,
    stdio: ['inherit', place === 0 ? 'inherit' : 'ignore', 'inherit', ...(dev ? [] : ['ipc'])],
    // What was compiled once is read the next time: half of a later start would be compiling.
    env: { NODE_COMPILE_CACHE: `${root}/node_modules/.cache/compiled`, ...process.env },
  }),
)
// The server brings its database up meanwhile, and asks when it needs the browser apps.
if (!dev) children[0].on('message', () => built.then(() => children[0].send('built')))
// The terminal tells the whole group of Ctrl-C; a supervisor tells only npm, whose shell passes nothing on. Then our
// parent is gone, and we end as if told.
const stop = signal => {
  for (const child of children) child.kill(signal)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => stop(signal === 'SIGHUP' ? 'SIGTERM' : signal))
const parent = process.ppid
const orphaned = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(orphaned)
  stop('SIGTERM')
}, 300)
orphaned.unref()
children[0].on('exit', (code, signal) => {
  for (const child of children.slice(1)) child.kill('SIGTERM')
  process.exitCode = code ?? (signal ? 1 : 0)
})
