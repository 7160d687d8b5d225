import type { Locator, Page } from '@playwright/test'

/** A finger that is put on something and drawn to the left, as a touch screen tells it. */
export async function swipeLeft(page: Page, on: Locator, byPx: number) {
  await on.scrollIntoViewIfNeeded()
  const box = await on.boundingBox()
  if (!box) throw new Error('There is nothing to draw.')
  const finger = await page.context().newCDPSession(page)
  const [x, y] = [box.x + box.width - 40, box.y + 24]
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: number) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: at === undefined ? [] : [{ x: at, y }] })
  await touch('touchStart', x)
  for (let step = 1; step <= 5; step++) await touch('touchMove', x - (byPx * step) / 5)
  await touch('touchEnd')
  await finger.detach()
}
