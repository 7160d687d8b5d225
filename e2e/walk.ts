import { type BrowserContextOptions, test as base, type Page } from '@playwright/test'
import { openHouse, workingHours } from './house.ts'
import { Colleague, type Who } from './people.ts'
import { Carrier } from './phone.ts'

type Place = { url: string; phoneUrl: string; offsetMs: number }
type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>

export const phoneSize = { viewport: { width: 390, height: 844 }, hasTouch: true } as const
export const deskSize = { viewport: { width: 1280, height: 800 } } as const

type Walk = {
  /** A browser of its own in which this person is signed in, at this address of the app. */
  as: (who: Who, path?: string, options?: BrowserContextOptions) => Promise<Page>
  /** A browser in which nobody is signed in. */
  stranger: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** A person of the staff without a screen, for what a walk takes for granted. */
  colleague: (who: Who) => Promise<Colleague>
  carrier: Carrier
}
// A worker has a house of its own: two can walk at once, for each pair has its own carrier to break. Playwright takes a new
// worker after a walk that failed, so its second try begins where nobody has been before.
type World = { place: Place; keys: Map<Who, StorageState> }

export const test = base.extend<Walk, World>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names between the braces
    async ({}, use) => {
      const at = workingHours()
      const house = await openHouse({ at })
      await use({ ...house, offsetMs: at.getTime() - Date.now() })
      await house.close()
    },
    { scope: 'worker', timeout: 200_000 },
  ],
  keys: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names between the braces
    async ({}, use) => {
      await use(new Map())
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ place }, use) => use(place.url),
  carrier: async ({ place }, use) => use(new Carrier(place.phoneUrl)),

  stranger: async ({ browser, place }, use) => {
    const opened: { close(): Promise<void> }[] = []
    await use(async (path, options) => {
      const context = await browser.newContext({ baseURL: place.url, ...options })
      opened.push(context)
      await keepTime(context, place.offsetMs)
      const page = await context.newPage()
      await page.goto(path)
      return page
    })
    for (const context of opened) await context.close()
  },

  as: async ({ stranger, playwright, keys, place }, use) => {
    await use(async (who, path = '/app/chat', options) => {
      let key = keys.get(who)
      if (!key) {
        const api = await playwright.request.newContext()
        await new Colleague(api, place.url).signIn(who)
        key = await api.storageState()
        keys.set(who, key)
        await api.dispose()
      }
      return stranger(path, { storageState: key, ...options })
    })
  },

  colleague: async ({ playwright, place, keys }, use) => {
    const opened: { dispose(): Promise<void> }[] = []
    await use(async who => {
      const known = keys.get(who)
      const api = await playwright.request.newContext(known ? { storageState: known } : {})
      opened.push(api)
      const colleague = new Colleague(api, place.url)
      if (!known) {
        await colleague.signIn(who)
        keys.set(who, await api.storageState())
      }
      return colleague
    })
    for (const api of opened) await api.dispose()
  },
})
export { expect } from '@playwright/test'

/** Puts the browser's clock where the server's stands, so that «two minutes ago» is true on both sides. */
async function keepTime(context: Awaited<ReturnType<Page['context']>>, offsetMs: number) {
  await context.addInitScript(offset => {
    const Real = Date
    globalThis.Date = class extends Real {
      constructor(...given: ConstructorParameters<typeof Date> | []) {
        if (given.length === 0) super(Real.now() + offset)
        else super(...(given as ConstructorParameters<typeof Date>))
      }
      static override now() {
        return Real.now() + offset
      }
    } as DateConstructor
  }, offsetMs)
}
