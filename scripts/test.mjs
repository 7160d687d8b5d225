// `npm test`: everything. Types, style, dependency rules, then the tests: unit, database, route and browser walks.
// Its last line is «N passed, N failed», of tests that really ran; a check that fails counts as one failed.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { findBrowser } from './browser.mjs'
import { buildApps } from './build.mjs'
import { install } from './install.mjs'
import { node, root } from './places.mjs'

install()
await buildApps()
const browser = findBrowser()
const results = path.join(root, '.cache/test')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const count = { passed: 0, failed: 0, skipped: 0 }
const run = (name, file, args, env = {}) => {
  console.log(`\n— ${name}`)
  return (
    spawnSync(node, [path.join(root, file), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    }).status === 0
  )
}
const read = name => {
  try {
    return JSON.parse(readFileSync(path.join(results, name), 'utf8'))
  } catch {
    return undefined
  }
}

if (!run('checks', 'scripts/check.mjs', [])) count.failed++

const vitest = run('unit, database and route tests', 'node_modules/vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}/vitest.json`,
])
const unit = read('vitest.json')
count.passed += unit?.numPassedTests ?? 0
count.skipped += (unit?.numPendingTests ?? 0) + (unit?.numTodoTests ?? 0)
count.failed += unit?.numFailedTests ?? 0
if (!vitest && !unit?.numFailedTests) count.failed++

const walks = run('browser walks', 'node_modules/@playwright/test/cli.js', ['test'], {
  PLAYWRIGHT_JSON_OUTPUT_NAME: `${results}/playwright.json`,
  CHROMIUM_PATH: browser,
})
const walked = read('playwright.json')?.stats
count.passed += (walked?.expected ?? 0) + (walked?.flaky ?? 0)
count.skipped += walked?.skipped ?? 0
count.failed += walked?.unexpected ?? 0
if (!walks && !walked?.unexpected) count.failed++

console.log(
  `\n${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`,
)
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0
