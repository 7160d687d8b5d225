import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { node, root } from './places.mjs'

const apps = ['apps/associate', 'apps/console', 'apps/simulator']
const shared = ['packages', 'package-lock.json']

/** Builds the browser apps whose sources changed since they were last built, side by side. */
export async function buildApps() {
  await Promise.all(apps.map(build))
}

async function build(app) {
  const digest = digestOf([app, ...shared])
  const stamp = path.join(root, app, 'dist/.digest')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  console.log(`Building ${app} …`)
  const vite = path.join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: path.join(root, app),
    stdio: 'inherit',
  })
  const code = await new Promise(resolve => child.on('exit', resolve))
  if (code !== 0) process.exit(code ?? 1)
  writeFileSync(stamp, digest)
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
