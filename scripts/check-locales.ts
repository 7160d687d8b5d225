import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `check-locales.ts <app>`. Fails when a language lacks a key, has one too many, or speaks of other placeholders than English,
 * when code asks for a key that is not there, and when a screen holds words of its own.
 */
type Tree = { [key: string]: string | Tree }
const src = join(import.meta.dirname, '../apps', process.argv[2] ?? '', 'src')
const problems: string[] = []

const flat = (tree: Tree, path = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
const plural = /_(zero|one|two|few|many|other)$/
const family = (key: string) => key.replace(plural, '')
/** A sentence may name someone where another language says «she»: contexts share their placeholders. */
const context = /_(she|he|they)$/
const placeholders = (text: string) => [
  ...new Set([...text.matchAll(/{{\s*(\w+)/g)].map(match => match[1] ?? '')),
]
const givenTo = (stem: string) =>
  new Set(
    [...english].flatMap(([key, text]) => (key.replace(context, '') === stem ? placeholders(text) : [])),
  )

/** A language is one tree; a room may keep its part of it in a folder of its own, `locales/<room>/<language>.json`. */
const files = globSync('locales/*.json', { cwd: src }).sort()
const read = (file: string) => {
  const texts = new Map<string, string>()
  for (const part of [file, ...globSync(file.replace('/', '/*/'), { cwd: src }).sort()])
    for (const [key, text] of flat(JSON.parse(readFileSync(join(src, part), 'utf8')) as Tree)) {
      if (texts.has(key)) problems.push(`${part} has ${key}, which stands elsewhere too`)
      texts.set(key, text)
    }
  return texts
}
const english = read('locales/en.json')
const families = new Set([...english.keys()].map(family))

for (const file of files) {
  const texts = read(file)
  const language = file.slice('locales/'.length, -'.json'.length)
  const own = new Set([...texts.keys()].map(family))
  for (const key of families) if (!own.has(key)) problems.push(`${file} lacks ${key}`)
  for (const key of own) if (!families.has(key)) problems.push(`${file} has ${key}, which English has not`)
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  for (const [key, text] of texts) {
    if (text.trim() === '') problems.push(`${file}: ${key} is empty`)
    const used = placeholders(text)
    if (context.test(key)) {
      const given = givenTo(key.replace(context, ''))
      if (used.some(name => !given.has(name)))
        problems.push(`${file}: ${key} asks for more than {${[...given]}}`)
    } else {
      const twin = placeholders(english.get(key) ?? english.get(`${family(key)}_other`) ?? '')
      if (used.sort().join() !== twin.sort().join())
        problems.push(`${file}: ${key} has placeholders {${used}}, English {${twin}}`)
    }
    if (plural.test(key))
      for (const form of forms)
        if (!texts.has(`${family(key)}_${form}`)) problems.push(`${file} lacks ${family(key)}_${form}`)
  }
}

for (const file of globSync('**/*.tsx', { cwd: src })) {
  if (file.includes('.test.')) continue
  const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
  for (const [, key] of code.matchAll(/\bt\(\s*'([\w.]+)'/g))
    if (key && !families.has(key) && !english.has(key)) problems.push(`${file} asks for ${key}`)
  for (const [, words] of code.matchAll(
    /<\/?[A-Za-z][^<>{}=]*(?<!=)>\s*([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*)\s*<\//gu,
  ))
    problems.push(`${file} holds words of its own: «${words?.trim()}»`)
  for (const [, name, words] of code.matchAll(
    /\b(aria-label|placeholder|title|alt|label)="([^"]*\p{L}{2,}[^"]*)"/gu,
  ))
    problems.push(`${file} holds words of its own: ${name}="${words}"`)
}

for (const problem of problems) console.error(problem)
console.log(`${files.length} languages, ${english.size} texts, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
