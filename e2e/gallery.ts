import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  request,
} from '@playwright/test'
import { type House, openHouse } from './house.ts'
import { Colleague, type Who } from './people.ts'
import { Carrier } from './phone.ts'
import { follow, settled } from './scene.ts'
import type { Screen } from './screens.data.ts'
import { stockUp } from './shared-cart.ts'

type Key = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>['storageState']>>

/** A Tuesday noon in Berlin: nobody is asleep there, New York still is, and the pictures of today are those of tomorrow. */
export const noon = new Date('2026-11-24T12:00:00+01:00')

type Browsing = {
  context: BrowserContext
  /** Leaves it as it was before a page was opened, but for what would have to be fetched again. */
  forget(): Promise<void>
  close(): Promise<void>
}

/** Two houses, one full and one empty, in which every screen can be brought about. */
export class Gallery {
  private readonly browser: Browser
  private readonly full: House
  /** Opened with the first screen that is shown in it. */
  private empty: Promise<House> | undefined
  private readonly keys = new Map<Who, Key>()
  /** One for each who looks at screens in the same way: it has fetched the app already, as theirs would. */
  private readonly browsers = new Map<string, Promise<Browsing>>()

  private constructor(browser: Browser, full: House) {
    this.browser = browser
    this.full = full
  }

  static async open(browser: Browser): Promise<Gallery> {
    const gallery = new Gallery(browser, await openHouse({ at: noon }))
    await stockUp(await gallery.colleague('hanna'), new Date(noon.getTime() + 60_000))
    return gallery
  }

  async close() {
    for (const browsing of this.browsers.values()) await (await browsing).close()
    await this.full.close()
    await (await this.empty)?.close()
  }

  /** Brings a screen about on a page where nothing was done before, hands it over, and forgets what was done there. */
  async show(screen: Screen, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
    if (screen.empty) this.empty ??= openHouse({ at: noon, empty: true })
    const house = (screen.empty && (await this.empty)) || this.full
    const which = JSON.stringify([house.url, screen.who, options])
    const opening = this.browsers.get(which) ?? this.openBrowser(house, screen.who, options)
    this.browsers.set(which, opening)
    const browsing = await opening
    const helpers = new Map<Who, Promise<Colleague>>()
    try {
      const page = await browsing.context.newPage()
      follow(page)
      await page.clock.setFixedTime(noon)
      await screen.show({
        page,
        url: house.url,
        phoneUrl: house.phoneUrl,
        setupCode: house.setupCode,
        carrier: new Carrier(house.phoneUrl),
        me: screen.who,
        colleague: who => {
          const helper = helpers.get(who) ?? this.colleague(who)
          helpers.set(who, helper)
          return helper
        },
      })
      await settled(page)
      await look(page)
      await page.close()
      await browsing.forget()
    } catch (error) {
      // Closing takes the picture of what went wrong; and nothing of it goes on to the next screen.
      this.browsers.delete(which)
      await browsing.close()
      throw error
    }
  }

  private async openBrowser(
    house: House,
    who: Who | null,
    options: BrowserContextOptions,
  ): Promise<Browsing> {
    const context = await this.browser.newContext({
      baseURL: house.url,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      // It would fetch the whole app in the background for every screen.
      serviceWorkers: 'block',
      ...(who ? { storageState: await this.key(who) } : {}),
      ...options,
    })
    const devtools = await context.newCDPSession(await context.newPage())
    const storageTypes = 'local_storage,indexeddb,cache_storage'
    return {
      context,
      async forget() {
        for (const origin of [house.url, house.phoneUrl])
          await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes })
        if (who === null) await context.clearCookies()
      },
      close: () => context.close(),
    }
  }

  private async key(who: Who): Promise<Key> {
    const known = this.keys.get(who)
    if (known) return known
    const api = await request.newContext()
    await new Colleague(api, this.full.url).signIn(who)
    const key = await api.storageState()
    await api.dispose()
    this.keys.set(who, key)
    return key
  }

  private async colleague(who: Who): Promise<Colleague> {
    return new Colleague(await request.newContext({ storageState: await this.key(who) }), this.full.url)
  }
}
