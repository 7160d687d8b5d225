import { expect, type Page } from '@playwright/test'
import type { Colleague, Who } from './people.ts'
import type { Carrier } from './phone.ts'

/** Where a screen is shown, and who can help to bring it about. */
export type Scene = {
  page: Page
  url: string
  phoneUrl: string
  setupCode: string
  carrier: Carrier
  colleague(who: Who): Promise<Colleague>
  /** Who is signed in on the page. */
  me: Who | null
}
export type Show = (scene: Scene) => Promise<unknown>

export const at =
  (path: string): Show =>
  ({ page }) =>
    page.goto(path)

/** The conversation with a customer, as whoever is signed in; `then` opens something in it. */
export const talkWith =
  (name: string, then?: Show): Show =>
  async scene => {
    const me = await scene.colleague(scene.me ?? 'maya')
    await scene.page.goto(`/app/chat/${await me.conversationWith(name)}`)
    await expect(scene.page.getByRole('log')).toBeVisible()
    await then?.(scene)
  }

/** A page about a customer. */
export const about =
  (name: string, rest = ''): Show =>
  async scene => {
    const me = await scene.colleague(scene.me ?? 'maya')
    await scene.page.goto(`/app/customers/${await me.customerId(name)}${rest}`)
  }

/** Goes there and presses what has this name. */
export const press =
  (name: string | RegExp): Show =>
  ({ page }) =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click()

/** Someone else has this conversation before them. */
export const withTheo =
  (name: string, state: 'viewing' | 'typing', show: Show): Show =>
  async scene => {
    const theo = await scene.colleague('theo')
    const id = await theo.conversationWith(name)
    await theo.post(`/conversations/${id}/presence`, { conversationId: id, state })
    await show(scene)
  }

/** Until what was asked for stands there, in its own type. */
export async function settled(page: Page) {
  await expect(page.getByRole('status', { name: /^(Loading|Wird geladen|Lädt)/ })).toHaveCount(0)
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(
    'document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))',
  )
}
