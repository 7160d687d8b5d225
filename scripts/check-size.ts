import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

/** `check-size.ts <app>`: script of the first load of a built app, and what each route adds to it, in kB of Brotli. */
type Chunk = { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[]; src?: string }
/** What counts as the first load: the usual first screen. The Console is for desks, it may be larger. */
const apps = {
  associate: { firstLoadKb: 200, routeKb: 60, first: /(app-layout|chat-layout|no-conversation)\.tsx$/ },
  console: { firstLoadKb: 230, routeKb: 60, first: /(console-layout|imports-page)\.tsx$/ },
}
const app = process.argv[2] === 'console' ? 'console' : 'associate'
const { firstLoadKb, routeKb, first: firstScreens } = apps[app]
const dist = join(import.meta.dirname, '../apps', app, 'dist')
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>

const withImports = (key: string, found = new Set<string>()): Set<string> => {
  if (found.has(key)) return found
  found.add(key)
  for (const next of manifest[key]?.imports ?? []) withImports(next, found)
  return found
}
const kb = (keys: Iterable<string>): number =>
  [...new Set([...keys].map(key => manifest[key]?.file ?? ''))]
    .filter(file => file.endsWith('.js'))
    .reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(dist, file))).length / 1000, 0)

const chunks = Object.keys(manifest)
const entry = chunks.find(key => manifest[key]?.isEntry) ?? ''
const lazy = chunks.filter(key => manifest[key]?.src?.endsWith('.tsx') && key !== entry)
const english = chunks.find(key => key.endsWith('locales/en.json')) ?? ''
/** Texts of a room, which come beside its code. */
const roomTexts = chunks.filter(key => /locales\/\w+\/en\.json$/.test(key))
const outbox = chunks.find(key => key.endsWith('start-outbox.ts')) ?? ''

/** What the first screen needs before it shows. */
const first = new Set(
  [entry, english, outbox, ...lazy.filter(key => firstScreens.test(key))]
    .filter(key => key !== '')
    .flatMap(key => [...withImports(key)]),
)
let failed = false
const report = (name: string, size: number, limit: number) => {
  const over = size > limit
  failed ||= over
  console.log(`${over ? 'OVER' : 'ok  '} ${size.toFixed(1).padStart(6)} of ${limit} kB  ${name}`)
}
report(`first load of ${app}`, kb(first), firstLoadKb)
for (const key of [...lazy, ...roomTexts])
  report(key, kb([...withImports(key)].filter(each => !first.has(each))), routeKb)
process.exitCode = failed ? 1 : 0
