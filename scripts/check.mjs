// `npm run check`: what must hold before any test runs. Each check says what is wrong and what to do.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { node, root } from './places.mjs'

const checks = [
  ['types of server, simulator, contract', 'node_modules/tsc7/bin/tsc', ['-p', 'tsconfig.json']],
  ['types of the Associate app and the simulator', 'node_modules/tsc7/bin/tsc', ['-p', 'tsconfig.web.json']],
  // Apart, because each app says to its libraries which texts and addresses it has.
  ['types of the Console', 'node_modules/tsc7/bin/tsc', ['-p', 'tsconfig.console.json']],
  ['style', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']],
  [
    'who may use whom',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', '.dependency-cruiser.mjs', 'apps', 'packages'],
  ],
  ['unused code and packages', 'node_modules/knip/bin/knip.js', []],
  ['translations of the Associate app', 'scripts/check-locales.ts', ['associate']],
  ['translations of the Console', 'scripts/check-locales.ts', ['console']],
  ['size of the Associate app', 'scripts/check-size.ts', ['associate']],
  ['size of the Console', 'scripts/check-size.ts', ['console']],
  ['row types match the migrations', 'scripts/check-schema.ts', []],
  ['rules of the house', 'scripts/check-house.ts', []],
]

let failed = 0
for (const [name, file, args] of checks) {
  if (!existsSync(path.join(root, file))) {
    console.log(`✗ ${name}: ${file} is missing`)
    failed++
    continue
  }
  const done = spawnSync(node, [path.join(root, file), ...args], { cwd: root, encoding: 'utf8' })
  if (done.status === 0) console.log(`✓ ${name}`)
  else {
    failed++
    console.log(`✗ ${name}\n${done.stdout}${done.stderr}`)
  }
}
process.exitCode = failed > 0 ? 1 : 0
