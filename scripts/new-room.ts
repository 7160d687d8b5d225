import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** `npm run new-room -- wishlists`: the files that every room has, with the same names each time. */
const root = path.resolve(import.meta.dirname, '..')
const name = process.argv[2] ?? ''
if (!/^[a-z]+(-[a-z]+)*$/.test(name)) {
  console.error('Name the room in lower case, things in the plural: npm run new-room -- wishlists')
  process.exit(1)
}
const called = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
const room = path.join(root, 'apps/server/src/domains', name)
const title = name[0]?.toUpperCase() + name.slice(1).replaceAll('-', ' ')
const migrations = await readdir(path.join(root, 'apps/server/migrations'))
const number = String(migrations.length + 1).padStart(4, '0')

const files: Record<string, string> = {
  [`apps/server/src/domains/${name}/README.md`]: `# ${title}\n\nWords: what do they mean here?\n\n**Promises**\n\n- What always holds, by the ids of the rules.\n\n**Tables owned.** **Events.** Locks.\n`,
  [`apps/server/src/domains/${name}/index.ts`]: '// The door: what other rooms may use.\nexport {}\n',
  [`apps/server/src/domains/${name}/routes.ts`]: `/** The operations of ${name}: contract → verb. */\nexport const ${called}Routes = {}\n`,
  [`packages/contract/src/${name}.ts`]: `/** The operations of ${name}. Add it to the contract in index.ts. */\nexport const ${called} = {}\n`,
  [`apps/server/migrations/${number}_${name}.sql`]: `-- ${title}\n`,
}
await mkdir(room)
for (const [file, text] of Object.entries(files)) await writeFile(path.join(root, file), text, { flag: 'wx' })
console.log(
  `${Object.keys(files).join('\n')}\n\nNext: its floor in .dependency-cruiser.mjs and in ARCHITECTURE.md, its operations in packages/contract/src/index.ts and apps/server/src/router.ts, then npm run types.`,
)
