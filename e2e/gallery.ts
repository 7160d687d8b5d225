import { type Browser, type BrowserContextOptions, type Page, request } from '@playwright/test'
import { type House, openHouse } from './house.ts'
import { Colleague, type Who } from './people.ts'
import { Carrier } from './phone.ts'
import { follow, settled } from './scene.ts'
import type { Screen } from './screens.data.ts'

type Key = Awaited<ReturnType<Awaited<ReturnType<typeof request.newContext>>['storageState']>>

/** A Tuesday noon in Berlin: nobody is asleep there, New York still is, and the pictures of today are those of tomorrow. */
export const noon = new Date('2026-11-24T12:00:00+01:00')

/** Two houses, one full and one empty, in which every screen can be brought about. */
export class Gallery {
  private readonly browser: Browser
  private readonly full: House
  /** Opened with the first screen that is shown in it. */
  private empty: Promise<House> | undefined
  private readonly keys = new Map<Who, Key>()

  private constructor(browser: Browser, full: House) {
    this.browser = browser
    this.full = full
  }

  static async open(browser: Browser): Promise<Gallery> {
    return new Gallery(browser, await openHouse({ at: noon }))
  }

  async close() {
    await this.full.close()
    await (await this.empty)?.close()
  }

  /** Brings a screen about in a browser of its own, hands it over, and closes it. */
  async show(screen: Screen, options: BrowserContextOptions, look: (page: Page) => Promise<void>) {
    if (screen.empty) this.empty ??= openHouse({ at: noon, empty: true })
    const house = (screen.empty && (await this.empty)) || this.full
    const context = await this.browser.newContext({
      baseURL: house.url,
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      // It would fetch the whole app in the background for every screen.
      serviceWorkers: 'block',
      ...(screen.who ? { storageState: await this.key(screen.who) } : {}),
      ...options,
    })
    const helpers = new Map<Who, Promise<Colleague>>()
    try {
      const page = await context.newPage()
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
    } finally {
      await context.close()
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
