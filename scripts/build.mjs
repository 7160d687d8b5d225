import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { node, root } from './places.mjs'

const apps = ['apps/associate', 'apps/simulator']
const shared = ['packages', 'package-lock.json']

/** Builds the browser apps whose sources changed since they were last built. */
export function buildApps() {
  for (const app of apps) {
    const digest = digestOf([app, ...shared])
    const stamp = path.join(root, app, 'dist/.digest')
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) continue
    console.log(`Building ${app} …`)
    const done = spawnSync(
      node,
      [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      { cwd: path.join(root, app), stdio: 'inherit' },
    )
    if (done.status !== 0) process.exit(done.status ?? 1)
    writeFileSync(stamp, digest)
  }
}

function digestOf(places) {
  const hash = createHash('sha256')
  for (const place of places) addTo(hash, path.join(root, place))
  return hash.digest('hex')
}

function addTo(hash, file) {
  const stat = statSync(file)
  if (stat.isDirectory()) {
    for (const name of readdirSync(file).sort())
      if (name !== 'node_modules' && name !== 'dist') addTo(hash, path.join(file, name))
  } else {
    hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file))
  }
}
