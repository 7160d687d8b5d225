import type { Page } from '@playwright/test'
import { Thread } from './thread.ts'
import { expect, test } from './walk.ts'

test('without a mouse: sign in, open a conversation, write and send, and always see where one is', async ({
  stranger,
  colleague,
  carrier,
}) => {
  const phone = '+491605550601'
  const theo = await colleague('theo')
  await theo.hasWritten(carrier, { firstName: 'Tilda', lastName: 'Fromm', phone })
  const page = await stranger('/app/sign-in')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()

  await tabTo(page, 'Email')
  await page.keyboard.type('theo@maisonalder.example')
  await tabTo(page, 'Password')
  await page.keyboard.type('maison-alder')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Chat' })).toBeVisible()

  await tabTo(page, 'Search')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox', { name: 'Words, name or number' })).toBeFocused()
  await page.keyboard.type('Tilda Fromm')
  await expect(page.getByRole('link', { name: /Tilda Fromm/ }).first()).toBeVisible()
  await tabTo(page, /Tilda Fromm/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /Tilda Fromm/, level: 1 })).toBeVisible()

  await tabTo(page, 'Message to Tilda')
  await page.keyboard.type('Written')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('by hand')
  await page.keyboard.press('Enter')
  const thread = new Thread(page)
  await thread.delivered(/Written\s+by hand/)
  await expect(thread.field).toBeFocused()
  await expect(thread.field).toHaveValue('')
  await expect.poll(() => carrier.got(phone)).toEqual(['Written\nby hand'])

  // A sheet takes the focus, and gives it back.
  await tabTo(page, 'Add to the message', { back: true })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Quick reply' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Product' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Quick replies' })
  await expect(sheet).toBeVisible()
  await expect(sheet.locator(':focus')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Add to the message' })).toBeFocused()
})

/** Presses Tab until this has the focus; every stop on the way must show that it has it. */
async function tabTo(page: Page, name: string | RegExp, { back = false } = {}) {
  const unseen: string[] = []
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const here = await page.evaluate<Stop>(focusHere)
    if (!here) continue
    if (!here.shown) unseen.push(here.name)
    if (typeof name === 'string' ? here.name === name : name.test(here.name)) {
      expect(unseen, 'stops of Tab that do not show the focus').toEqual([])
      return
    }
  }
  throw new Error(`Tab never came to «${name}».`)
}

type Stop = { name: string; shown: boolean } | null

/** What has the focus, by its spoken name, and whether one sees it; a ring is often drawn by what is around or beside. */
const focusHere = `(() => {
  const at = document.activeElement
  if (!at || at === document.body) return null
  const name = at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? ''
  const around = [at, at.parentElement, at.parentElement?.parentElement, at.nextElementSibling, at.firstElementChild]
  const shown = around.filter(Boolean).some(each => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each)
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  return { name: name.trim(), shown }
})()`
