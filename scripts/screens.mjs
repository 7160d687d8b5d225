// `npm run screens [name …]`: every screen as a picture, into screens/.
import { spawnSync } from 'node:child_process'
import { findBrowser } from './browser.mjs'
import { buildApps } from './build.mjs'
import { install } from './install.mjs'
import { node, root } from './places.mjs'

install()
await buildApps()
process.exitCode =
  spawnSync(node, ['e2e/screens.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: findBrowser() },
  }).status ?? 1
