import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Gallery } from './gallery.ts'
import { settled } from './scene.ts'
import { screens } from './screens.data.ts'
import { deskSize, expect, phoneSize, test } from './walk.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const narrow = { width: 320, height: 640 }

let gallery: Gallery
test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  gallery = await Gallery.open(browser)
})
test.afterAll(() => gallery?.close())

for (const screen of screens) {
  test(`for all readers: ${screen.name}`, async () => {
    test.setTimeout(90_000)
    await gallery.show(screen, { ...phoneSize, colorScheme: 'light' }, async page => {
      const wrong: string[] = []
      for (const [device, size] of Object.entries({
        phone: phoneSize.viewport,
        desktop: deskSize.viewport,
      })) {
        await page.setViewportSize(size)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await settled(page)
          for (const one of await violations(page, colorScheme))
            wrong.push(`${device}, ${colorScheme}: ${one}`)
        }
      }
      await page.setViewportSize(narrow)
      for (const one of await cut(page)) wrong.push(`at 320 px: ${one}`)
      await page.setViewportSize(phoneSize.viewport)
      await page.addStyleTag({ content: 'html { font-size: 200% !important }' })
      for (const one of await cut(page)) wrong.push(`text at 200 %: ${one}`)
      expect(wrong).toEqual([])
    })
  })
}

/** Everything in light; in the dark only what the dark changes, the contrast. */
async function violations(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'], preload: false })
  const { violations } = await (colorScheme === 'light'
    ? axe.withTags(rules)
    : axe.withRules(['color-contrast'])
  ).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

/** What reaches beyond the edge where nothing can be scrolled to it, and text that its box cuts without a sign. */
async function cut(page: Page): Promise<string[]> {
  await settled(page)
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
