// `npm run bench`: measures, with the project's own Node.
import { spawnSync } from 'node:child_process'
import { install } from './install.mjs'
import { node, root } from './places.mjs'

install()
const { status } = spawnSync(node, ['bench/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
