import { expect, type Locator } from '@playwright/test'

/** Ticks what shows it only when the address or the server has said so: `check()` would look too soon. */
export async function choose(box: Locator) {
  await box.click()
  await expect(box).toBeChecked()
}
