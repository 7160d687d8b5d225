import { expect, type Locator, type Page } from '@playwright/test'
import { choose } from './choose.ts'

/** The PIN that Clara approves with in the demo. */
export const clarasPin = '2468'

/** A customer's cart on a page of the Associate app, in the words of someone who sells. */
export class Till {
  readonly page: Page
  readonly items: Locator
  readonly foot: Locator
  readonly sheet: Locator

  constructor(page: Page) {
    this.page = page
    this.items = page.getByRole('list', { name: 'What is in the cart' }).getByRole('listitem')
    this.foot = page.locator('footer')
    this.sheet = page.getByRole('dialog')
  }

  /** The cart stands there, however long the app took to come. */
  async stands() {
    await expect(this.items.first()).toBeVisible({ timeout: 30_000 })
  }

  item = (name: string) => this.items.filter({ hasText: name })

  /** Finds a product by its name and takes a size of it that can be had. */
  async add(name: string) {
    const start = this.page.getByRole('button', { name: 'Add a product' })
    await expect(start).toBeVisible({ timeout: 30_000 })
    await start.click()
    await this.sheet.getByRole('searchbox').fill(name)
    await this.sheet
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first()
      .click()
    const add = this.sheet.getByRole('button', { name: /^Add/ })
    const sizes = this.sheet.getByRole('radio', { disabled: false })
    await expect(sizes.or(add).first()).toBeVisible()
    for (let at = 0; !(await add.isVisible()) && at < (await sizes.count()); at++)
      await sizes.nth(at).check({ force: true })
    await add.click()
    await expect(this.item(name)).toBeVisible()
  }

  /** How an item reaches the customer. It shows a moment after the tap, and only then it is so. */
  async handOver(name: string, how: 'In store' | 'Ship') {
    const radio = this.item(name).getByRole('radio', { name: how })
    await radio.click()
    await expect(radio).toBeChecked()
  }

  /** Ships everything to an address of Berlin, the cheaper way. */
  async shipTo(street: string) {
    await this.page.getByRole('button', { name: /^Delivery/ }).click()
    await this.sheet.getByLabel('Street and number').fill(street)
    await this.sheet.getByLabel('Postcode').fill('10623')
    await this.sheet.getByLabel('City').fill('Berlin')
    await this.sheet.getByRole('button', { name: 'Ship it here' }).click()
    await choose(this.sheet.getByRole('radio', { name: /Standard/ }))
    await this.sheet.getByRole('button', { name: 'Done' }).click()
    await expect(this.page.getByRole('button', { name: new RegExp(`Standard.*${street}`) })).toBeVisible()
  }

  async discount(percent: string, why: string) {
    await this.page.getByRole('button', { name: 'Discount on the cart' }).click()
    await this.sheet.getByLabel('Percent off').fill(percent)
    await this.sheet.getByLabel('Why', { exact: true }).fill(why)
  }

  /** What the cart comes to, as it stands at its foot. */
  async comesTo(total: string) {
    await expect(this.foot).toContainText(total)
  }
}
