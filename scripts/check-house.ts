import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The rules of the house that no other tool knows: names, sizes, the environment, the provider, and what the docs name. */
const root = path.resolve(import.meta.dirname, '..')
const skip = new Set([
  'node_modules',
  'dist',
  '.data',
  '.git',
  '.cache',
  'screens',
  'test-results',
  'goods',
  'results',
])
const problems: string[] = []

/** What npm does without our asking. */
const npmOwn = new Set(['ci', 'install', 'exec', 'audit'])
const files = [...walk('')]
const code = files.filter(file => /\.(ts|tsx)$/.test(file) && !file.includes('.generated.'))

for (const file of code) {
  const name = path.basename(file).replace(/\..*$/, '')
  if (/^(utils?|helpers?|common|shared|misc|manager|service|core|types|constants)$/.test(name)) {
    problems.push(`${file}: «${name}» says nothing. Name the file after what it does.`)
  }
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(ts|tsx)$/.test(path.basename(file)))
    problems.push(`${file}: file names are kebab-case.`)
  const text = readFileSync(path.join(root, file), 'utf8')
  const data = /\/(data|demo)\//.test(file) || /\.(data|labelled)\./.test(file) || /texts\.ts$/.test(file)
  const lines = text.split('\n').length
  if (!data && lines > 300)
    problems.push(`${file}: ${lines} lines. A reader's limit is 250; split it by what its parts do.`)
  const server = file.startsWith('apps/server/src/') && !file.endsWith('.test.ts')
  if (server && text.includes('process.env') && !/platform\/config\.ts$|src\/start\.ts$/.test(file)) {
    problems.push(`${file}: settings come from platform/config.ts, which checks them at start.`)
  }
  if (server && /\bsms\.send\(/.test(text) && !file.endsWith('outbox/deliver.ts')) {
    problems.push(`${file}: only outbox/deliver.ts hands a message to the provider, after the gate (CON-2).`)
  }
  if (
    server &&
    /\bnew Date\(\)|Date\.now\(\)/.test(text) &&
    /domains\//.test(file) &&
    !/presence\.ts|inbound-batch\.ts|reconcile\.ts|reconcile-inbound\.ts|\.test\.ts/.test(file)
  ) {
    problems.push(`${file}: what the business decides takes its time from ctx.clock.`)
  }
}

const floors = readFileSync(path.join(root, '.dependency-cruiser.mjs'), 'utf8').split('const rooms')[0] ?? ''
const onePage = readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8')
for (const room of readdirSync(path.join(root, 'apps/server/src/domains'))) {
  const folder = `apps/server/src/domains/${room}`
  if (!floors.includes(`'${room}'`))
    problems.push(`${folder}: give it a floor in .dependency-cruiser.mjs; without one it may use anybody.`)
  if (!onePage.includes(`\`${room}\``)) problems.push(`${folder}: say in ARCHITECTURE.md what it is for.`)
  for (const file of ['README.md', 'index.ts'])
    if (!exists(`${folder}/${file}`)) problems.push(`${folder}: has no ${file}. npm run new-room makes both.`)
}

const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts as Record<
  string,
  string
>
const names = new Set(files.map(file => path.basename(file)))
const allCode = code.map(file => readFileSync(path.join(root, file), 'utf8')).join('\n')

for (const file of files.filter(
  name => name.endsWith('.md') && !name.startsWith('apps/simulator/') && name !== 'PLAN.md',
)) {
  const text = readFileSync(path.join(root, file), 'utf8')
  for (const [, named = ''] of text.matchAll(
    /[`\s("](?:\.\/)?((?:apps|packages|docs|e2e|bench|scripts)\/[\w./-]*\w)/g,
  )) {
    if (!exists(named)) problems.push(`${file}: names ${named}, which does not exist.`)
  }
  for (const [, link] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)) {
    if (!exists(path.join(path.dirname(file), link ?? '')))
      problems.push(`${file}: links to ${link}, which does not exist.`)
  }
  for (const [, named = ''] of text.matchAll(/`([\w-]+(?:\.[\w-]+)*\.(?:tsx?|mjs|sql|json|css|md))`/g)) {
    const beside = file.startsWith('apps/server/src/domains/')
    if (beside ? !exists(path.join(path.dirname(file), named)) : !names.has(named))
      problems.push(`${file}: names ${named}, which is not ${beside ? 'beside it' : 'there'}.`)
  }
  for (const [, run, script = ''] of text.matchAll(/\bnpm (run )?([a-z][\w-]*)/g)) {
    if (run ? !scripts[script] : !scripts[script] && !npmOwn.has(script))
      problems.push(`${file}: names npm ${run ?? ''}${script}, which package.json has not.`)
  }
  // Settings are spelt like this, refusals too: whichever it is, some code must know it.
  for (const [, named = ''] of text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g)) {
    if (!allCode.includes(named)) problems.push(`${file}: names ${named}, which no code knows.`)
  }
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exitCode = 1
}

function* walk(folder: string): Generator<string> {
  for (const name of readdirSync(path.join(root, folder))) {
    if (skip.has(name)) continue
    const file = path.join(folder, name)
    if (statSync(path.join(root, file)).isDirectory()) yield* walk(file)
    else yield file
  }
}

function exists(file: string): boolean {
  try {
    statSync(path.join(root, file))
    return true
  } catch {
    return false
  }
}
