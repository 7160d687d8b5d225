import { openHouse, workingHours } from './house.ts'
import { Colleague } from './people.ts'
import { Carrier } from './phone.ts'
import { expect, test } from './walk.ts'

test('INB-4 CON-3: seven days without an answer, two after an opt-out, 120 of silence: archived by itself', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  // Time passes for everyone in a house, so this walk has one to itself.
  const house = await openHouse({ at: workingHours() })
  const context = await browser.newContext({ baseURL: house.url })
  try {
    const carrier = new Carrier(house.phoneUrl)
    const theo = new Colleague(context.request, house.url)
    await theo.signIn('theo')
    const quiet = await theo.hasWritten(carrier, {
      firstName: 'Uta',
      lastName: 'Gerber',
      phone: '+491605550801',
    })
    await theo.answers(quiet, 'Good day, Uta')
    const stopped = await theo.hasWritten(carrier, {
      firstName: 'Vera',
      lastName: 'Gerber',
      phone: '+491605550802',
    })
    await carrier.say('+491605550802', 'STOP')
    const { storeId, customerId } = await theo.meets({
      firstName: 'Willi',
      lastName: 'Gerber',
      phone: '+491605550803',
    })
    const page = await context.newPage()
    await page.goto(`/app/customers/${customerId}/opt-in`)
    await page.getByRole('button', { name: 'Send the request' }).click()
    await expect(page.getByText('Waiting for Willi’s answer')).toBeVisible()
    const asked = (
      await theo.post<{ conversationId: string }>(`/stores/${storeId}/conversations`, { customerId })
    ).conversationId
    await expect.poll(() => carrier.got('+491605550803')).toHaveLength(1)

    const archived = async (id: string) =>
      (await theo.get<{ archivedAt: string | null }>(`/conversations/${id}`)).archivedAt !== null
    const all = async () => ({
      quiet: await archived(quiet),
      stopped: await archived(stopped),
      asked: await archived(asked),
    })
    const soon = { timeout: 30_000 }
    await expect.poll(all).toEqual({ quiet: false, stopped: false, asked: false })
    await carrier.moveClock(2.1)
    await expect.poll(all, soon).toEqual({ quiet: false, stopped: true, asked: false })
    await carrier.moveClock(5)
    await expect.poll(all, soon).toEqual({ quiet: false, stopped: true, asked: true })
    await page.goto(`/app/chat/${asked}`)
    await expect(page.getByText('The request lapsed without an answer')).toBeVisible()
    await expect(page.getByText(/Willi was asked not long ago. You may ask again/)).toBeVisible()
    await carrier.moveClock(114)
    await expect.poll(all, soon).toEqual({ quiet: true, stopped: true, asked: true })

    await page.goto('/app/chat?inbox=store')
    await expect(page.getByText(/Uta Gerber/)).toHaveCount(0)
    await page.getByRole('button', { name: 'Archived' }).click()
    await expect(page.getByRole('link', { name: /Uta Gerber/ })).toBeVisible()

    // Her new message brings it back to the top.
    await carrier.say('+491605550801', 'Here I am again')
    await expect.poll(() => archived(quiet)).toBe(false)
    await page.goto('/app/chat?inbox=store')
    await expect(page.getByRole('listitem').first()).toContainText('Uta Gerber')
    // And who was asked in vain is welcome to write first.
    await carrier.say('+491605550803', 'Sorry for the silence')
    await page.goto(`/app/chat/${asked}`)
    await expect(page.getByRole('textbox', { name: /^Message to Willi/ })).toBeVisible()
  } finally {
    await context.close()
    await house.close()
  }
})
