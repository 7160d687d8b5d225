import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { node, root } from './places.mjs'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/**
 * A Chromium to test with: CHROMIUM_PATH, the system's, or Playwright's own, which is installed when there is none;
 * where Playwright cannot download it, the system's package is tried.
 */
export function findBrowser() {
  const own = () =>
    createRequire(path.join(root, 'package.json'))('@playwright/test').chromium.executablePath()
  const found = () => [process.env.CHROMIUM_PATH, ...installed, own()].find(file => file && existsSync(file))
  if (found()) return found()
  console.log('Installing a browser for the walks …')
  spawnSync(
    node,
    [path.join(root, 'node_modules/@playwright/test/cli.js'), 'install', '--with-deps', 'chromium'],
    { cwd: root, stdio: 'inherit' },
  )
  if (!found() && process.platform === 'linux' && process.getuid?.() === 0) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'inherit' })
  }
  if (found()) return found()
  console.error('There is no Chromium, and none could be installed. Install one and set CHROMIUM_PATH to it.')
  process.exit(1)
}
