// Runs on whatever Node a machine has (20 or newer): brings in what is missing, then hands over to the project's own Node.
import { spawn } from 'node:child_process'
import { buildApps } from './build.mjs'
import { install } from './install.mjs'
import { node, root } from './places.mjs'

const dev = process.argv.includes('--dev')
install()
if (!dev) buildApps()
const flags = process.argv.slice(2).filter(flag => flag !== '--dev')
const commands = dev
  ? [
      [node, ['--watch', '--watch-preserve-output', 'apps/server/src/start.ts', ...flags]],
      [
        node,
        ['node_modules/vite/bin/vite.js', 'build', '--watch', '--mode', 'development'],
        'apps/associate',
      ],
      [
        node,
        ['node_modules/vite/bin/vite.js', 'build', '--watch', '--mode', 'development'],
        'apps/simulator',
      ],
    ]
  : [[node, ['apps/server/src/start.ts', ...flags]]]

const children = commands.map(([command, args, folder]) =>
  spawn(
    command,
    folder ? args.map(arg => (arg.startsWith('node_modules/') ? `${root}/${arg}` : arg)) : args,
    {
      cwd: folder ? `${root}/${folder}` : root,
      stdio: ['inherit', folder ? 'ignore' : 'inherit', 'inherit'],
    },
  ),
)
// The terminal tells the whole group of Ctrl-C; a supervisor tells only us. Either way the children end first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal)
  })
}
children[0].on('exit', (code, signal) => {
  for (const child of children.slice(1)) child.kill('SIGTERM')
  process.exitCode = code ?? (signal ? 1 : 0)
})
