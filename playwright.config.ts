import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

const system = '/usr/bin/chromium'
const executablePath = process.env.CHROMIUM_PATH || (existsSync(system) ? system : undefined)

export default defineConfig({
  testDir: 'e2e',
  // Each has a house of its own. The walks of one go one at a time, for they share a carrier, and some of them break it.
  workers: 3,
  // CI's machine is anybody's: a walk that passes at the second try is told as flaky, not hidden.
  retries: process.env.CI ? 1 : 0,
  // What is right is there in a second; how long a busy machine may take costs only where something is wrong.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME || '.cache/walks.json' }],
  ],
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    // To paint what moves, without a graphics card, took a tenth of the time; `sheets-back` looks on while things move.
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 20_000,
    // Recording costs a third of the time, so where there is a second try, only that one is recorded.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
      ],
    },
  },
})
