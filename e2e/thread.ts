import { expect, type Locator, type Page } from '@playwright/test'

/** The conversation on a page, in the words of someone who uses it. */
export class Thread {
  readonly page: Page
  readonly field: Locator
  readonly send: Locator
  readonly log: Locator

  constructor(page: Page) {
    this.page = page
    this.field = page.getByRole('textbox', { name: /^Message to / })
    this.send = page.getByRole('button', { name: 'Send', exact: true })
    this.log = page.getByRole('log')
  }

  async write(words: string) {
    await this.field.fill(words)
    await this.send.click()
  }

  /** The message with these words, with its author, time and tick. */
  message = (words: string | RegExp) =>
    this.log.locator('[data-side]').filter({ has: this.page.locator('[data-words]', { hasText: words }) })

  async shows(words: string | RegExp) {
    await expect(this.message(words)).toHaveCount(1)
    await expect(this.message(words)).toBeVisible()
  }

  async delivered(words: string | RegExp) {
    await expect(this.message(words).filter({ hasText: /Delivered/ })).toHaveCount(1)
  }

  heart = (words: RegExp) => this.page.getByRole('heading', { level: 1 }).getByRole('img', { name: words })
}

/** Milliseconds until this holds, looked at often. */
export async function howLong(holds: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await holds
  return Math.round(performance.now() - start)
}
