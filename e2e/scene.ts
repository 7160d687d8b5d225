import { expect, type Page, type Request } from '@playwright/test'
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

/** Presses what has this name, until the sheet it opens stands there. */
export const opening =
  (name: string | RegExp): Show =>
  async ({ page }) => {
    await page.getByRole('button', { name, exact: typeof name === 'string' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  }

/** Someone else has this conversation before them, and the screen has heard of it. */
export const withTheo =
  (name: string, state: 'viewing' | 'typing', show: Show): Show =>
  async scene => {
    await show(scene)
    await settled(scene.page)
    const theo = await scene.colleague('theo')
    const id = await theo.conversationWith(name)
    // A list is told of changes only, so Theo comes anew for each picture.
    for (const now of ['away', state])
      await theo.post(`/conversations/${id}/presence`, { conversationId: id, state: now })
    await expect(
      scene.page
        .getByText(/^(· *)?Theo is/)
        .filter({ visible: true })
        .first(),
    ).toBeVisible()
  }

/** For those who work in several stores: first they say where they are. */
export const inStore =
  (name: string, show: Show): Show =>
  async scene => {
    await scene.page.goto('/app/')
    await scene.page.getByRole('button', { name: new RegExp(name) }).click()
    await expect(scene.page.getByRole('heading', { name: 'Chat' })).toBeVisible()
    await show(scene)
  }

const underWay = new WeakMap<Page, Set<Request>>()

/** Follows what a page asks for, so that «settled» can tell. The live stream never ends and does not count. */
export function follow(page: Page) {
  const asked = new Set<Request>()
  underWay.set(page, asked)
  page.on('request', request => {
    if (!/\/live(\?|$)/.test(request.url())) asked.add(request)
  })
  page.on('requestfinished', request => asked.delete(request))
  page.on('requestfailed', request => asked.delete(request))
}

/** Nothing has changed in the page for a moment. */
const still = (ms: number) => `new Promise(done => {
  let timer = setTimeout(done, ${ms})
  new MutationObserver(() => {
    clearTimeout(timer)
    timer = setTimeout(done, ${ms})
  }).observe(document, { subtree: true, childList: true })
})`

/** Until what was asked for stands there, in its own type. */
export async function settled(page: Page, stillMs = 250) {
  const something = page.locator('main :is(h1, h2, p, a, button)').filter({ visible: true })
  await expect(something.first()).toBeVisible({ timeout: 20_000 })
  const waiting = () => underWay.get(page)?.size ?? 0
  // What comes in can ask for more, so it is over only when nothing was asked while the page stood still.
  do {
    await expect.poll(waiting).toBe(0)
    await expect(page.getByRole('status', { name: /^(Loading|Wird geladen|Lädt)/ })).toHaveCount(0)
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await page.evaluate(still(stillMs))
  } while (waiting() > 0)
  await page.evaluate('document.fonts.ready')
}

/** Painted anew, and what changes its colour or place by and by has done so. What turns for ever is not waited for. */
const painted = `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))).then(() =>
  Promise.allSettled(
    document.getAnimations().filter(each => each.playState === 'running' && Number.isFinite(each.effect?.getComputedTiming().endTime)).map(each => each.finished),
  )).then(() => undefined)`

/** Until the page stands in the size, of itself or of its text, that was just asked for. */
export async function resized(page: Page) {
  // Once it is painted it has heard of its size, so what it has to ask for is under way.
  await page.evaluate(painted)
  await settled(page, 100)
}

/** Until the page stands in the colours that were just asked for. */
export async function recoloured(page: Page) {
  for (const frame of page.frames()) await frame.evaluate(painted)
}
