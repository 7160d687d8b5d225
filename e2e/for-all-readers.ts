import type { Frame, Page } from '@playwright/test'
import axe from 'axe-core'
import { Gallery } from './gallery.ts'
import { recoloured, resized } from './scene.ts'
import type { Screen } from './screens.data.ts'
import { deskSize, expect, phoneSize, test } from './walk.ts'

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const contrast = { type: 'rule', values: ['color-contrast'] }
const narrow = { width: 320, height: 640 }
const root = 'document.documentElement.style'

// Everything in light; in the dark only what the dark changes.
const phone = [
  { name: 'phone, light', colorScheme: 'light', rules: allRules },
  { name: 'phone, dark', colorScheme: 'dark', rules: contrast },
] as const
const desk = [
  { name: 'desktop, dark', colorScheme: 'dark', rules: contrast },
  { name: 'desktop, light', colorScheme: 'light', rules: allRules },
] as const

/** Asks of every screen whether all readers can read it, in a gallery of the file's own. */
export function forAllReaders(screens: readonly Screen[]) {
  // Recording every step for a trace costs a third of the time; what is wrong is said in words, with a picture.
  test.use({ trace: 'off' })

  let gallery: Gallery
  test.beforeAll(async ({ browser }) => {
    test.setTimeout(200_000)
    gallery = await Gallery.open(browser)
  })
  test.afterAll(() => gallery?.close())

  for (const [place, screen] of screens.entries()) {
    // One half is asked in light on a phone and in dark on a desk, the other half the other way round: to ask all four of
    // each took a third of the time of all tests. EVERY_FACE=1 does.
    const asked = (_face: unknown, nth: number) => Boolean(process.env.EVERY_FACE) || place % 2 === nth
    test(`for all readers: ${screen.name}`, async () => {
      await gallery.show(screen, { ...phoneSize, colorScheme: 'light' }, async page => {
        const wrong: string[] = []
        const note = (where: string, found: string[]) => wrong.push(...found.map(one => `${where}: ${one}`))
        const look = async ({ name, colorScheme, rules }: (typeof phone | typeof desk)[number]) => {
          await page.emulateMedia({ colorScheme })
          await recoloured(page)
          note(name, await violations(page, rules))
        }

        for (const face of phone.filter(asked)) await look(face)
        await page.evaluate(`${root}.setProperty('font-size', '200%', 'important')`)
        await resized(page)
        note('text at 200 %', await cut(page))
        await page.evaluate(`${root}.removeProperty('font-size')`)
        await page.setViewportSize(narrow)
        await resized(page)
        note('at 320 px', await cut(page))
        await page.setViewportSize(deskSize.viewport)
        await resized(page)
        for (const face of desk.filter(asked)) await look(face)
        expect(wrong).toEqual([])
      })
    })
  }
}

async function violations(page: Page, runOnly: unknown): Promise<string[]> {
  const found: string[] = []
  for (const frame of page.frames()) found.push(...(await violationsIn(frame, runOnly)))
  return found
}

async function violationsIn(frame: Frame, runOnly: unknown): Promise<string[]> {
  if (!(await frame.evaluate<boolean>(`'axe' in window`))) await frame.evaluate(axe.source)
  const options = { runOnly, resultTypes: ['violations'], preload: false, iframes: false }
  return frame.evaluate<string[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)))`,
  )
}

/** What reaches beyond the edge where nothing can be scrolled to it, and text that its box cuts without a sign. */
async function cut(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []
    const scrolls = node => {
      for (let at = node.parentElement; at; at = at.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true
      return false
    }
    const seen = [...document.querySelectorAll('button, a, input, textarea, select, label, h1, h2, h3, p, dt, dd, time, [data-words]')]
      .filter(node => node.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter(node => node.getBoundingClientRect().width > 1)
    const name = node => node.tagName.toLowerCase() + ' «' + (node.getAttribute('aria-label') ?? node.textContent).trim().slice(0, 40) + '»'
    const beyond = seen
      .filter(node => { const { left, right } = node.getBoundingClientRect(); return (right > innerWidth + 1 && left < innerWidth) || left >= innerWidth })
      .filter(node => !scrolls(node) && !node.closest('.hidden-visually, [inert]'))
      .map(node => name(node) + ' reaches beyond the edge')
    const clipped = seen
      .filter(node => { const style = getComputedStyle(node); return style.overflowY === 'hidden' && style.textOverflow !== 'ellipsis' && style.webkitLineClamp === 'none' && !/INPUT|TEXTAREA|SELECT/.test(node.tagName) })
      .filter(node => node.clientHeight > 1 && node.scrollHeight > node.clientHeight + 4)
      .map(node => name(node) + ' is cut')
    return [...wide, ...beyond, ...clipped]
  })()`)
}
