// Runs a script of the project on the project's own Node: node scripts/run.mjs FILE ARGUMENTS …
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { install } from './install.mjs'
import { node, root } from './places.mjs'

install()
const [file, ...args] = process.argv.slice(2)
process.exitCode = spawnSync(node, [path.join(root, file), ...args], { stdio: 'inherit' }).status ?? 1
