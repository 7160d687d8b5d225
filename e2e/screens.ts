import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type BrowserContextOptions, chromium } from '@playwright/test'
import { Gallery } from './gallery.ts'
import { screens } from './screens.data.ts'
import { deskSize, phoneSize } from './walk.ts'

/**
 * `npm run screens [name …]`: every screen as a picture, into screens/, to be looked at before anything is called done.
 */
const folder = path.resolve(import.meta.dirname, '../screens')
const wanted = process.argv.slice(2)
const variants: Record<string, BrowserContextOptions> = {
  'phone-light': { ...phoneSize, colorScheme: 'light', deviceScaleFactor: 2 },
  'phone-dark': { ...phoneSize, colorScheme: 'dark', deviceScaleFactor: 2 },
  'desktop-light': { ...deskSize, colorScheme: 'light' },
  'desktop-dark': { ...deskSize, colorScheme: 'dark' },
}

mkdirSync(folder, { recursive: true })
const browser = await chromium.launch({
  ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
const gallery = await Gallery.open(browser)
let failed = 0
try {
  for (const screen of screens) {
    if (wanted.length > 0 && !wanted.includes(screen.name)) continue
    for (const [variant, options] of Object.entries(variants)) {
      const file = `${screen.name}-${variant}.png`
      try {
        await gallery.show(screen, options, async page => {
          await page.screenshot({ path: path.join(folder, file), animations: 'disabled', caret: 'hide' })
        })
        console.log(`screens/${file}`)
      } catch (error) {
        failed++
        console.error(`✗ screens/${file}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
} finally {
  await gallery.close()
  await browser.close()
}
process.exitCode = failed > 0 ? 1 : 0
