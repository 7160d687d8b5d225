import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { node, root } from './places.mjs'

/** Installs the packages when they are missing or the lock file has changed since. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(root, 'node_modules/.rapport-lock')
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing packages …')
  // Not `npm ci`: it refuses a lock in which the builds for some other platform are missing. Where they are missing for
  // this one, the versions in package.json hold, which are exact.
  const platform = `cli-${process.platform}-${process.arch}"`
  const unlocked = readFileSync(path.join(root, 'package-lock.json'), 'utf8').includes(platform)
    ? []
    : ['--no-package-lock']
  const flags = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...unlocked]
  const done = spawnSync('npm', flags, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    console.error('The packages could not be installed; see above.')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}
