import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first: a test of minutes that begins last leaves the other workers with nothing to do. */
const longest = [
  /\/kill[\w-]*\.test/,
  /\/odd-input\.test/,
  /\/import-kill\.test/,
  /plans[\w-]*\.test/,
  /\/race\.test/,
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex(pattern => pattern.test(moduleId))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    include: ['{apps,packages}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['apps/server/test/global-setup.ts'],
    // What a package exports is what Node makes of it, here as in the server.
    deps: { interopDefault: false },
    pool: 'forks',
    // Two cores wait for the disk and for each other a third of the time.
    maxWorkers: 3,
    // Loading the server anew for each of two hundred files took two fifths of the time. Nothing of ours lives in a module.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // As with the walks: what passes at the second try on CI's machine is told as such, not hidden.
    retry: process.env.CI ? 1 : 0,
  },
})
