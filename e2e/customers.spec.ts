import type { Page } from '@playwright/test'
import { deskSize, expect, phoneSize, test } from './walk.ts'

const row = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first()
const search = (page: Page) => page.getByRole('searchbox', { name: 'Name, phone, email or order' })

test('CUS-1: a filter is chosen, stands in words, is saved under a name, and outlives a reload and back', async ({
  as,
  colleague,
}) => {
  const me = await colleague('maya')
  await me.post(`/stores/${await me.storeId()}/customers`, {
    ...{ firstName: 'Ottilie', lastName: 'Wendt', phone: '+491605550701' },
    ...{ tags: ['opera'], sizes: { garment: '38' } },
  })
  const maya = await as('maya', '/app/customers?list=store', phoneSize)
  await maya.getByRole('button', { name: 'Filter customers' }).click()
  const sheet = maya.getByRole('dialog', { name: 'Filter' })
  // What the store uses is offered by how it begins; what one types oneself is as good.
  const tag = sheet.getByRole('combobox', { name: 'Tag' })
  await tag.fill('OPE')
  await expect(maya.getByRole('option', { name: 'opera' })).toBeVisible()
  await tag.press('ArrowDown')
  await tag.press('Enter')
  await expect(sheet.getByRole('button', { name: 'Remove the tag opera' })).toBeVisible()
  await tag.fill('nobody has this')
  await tag.press('Enter')
  await sheet.getByRole('button', { name: 'Remove the tag nobody has this' }).click()
  // The wrong way round it would find nobody; that is said where it is typed.
  const spent = sheet.getByRole('group', { name: 'Spent' })
  await spent.getByLabel('From').fill('500')
  await spent.getByLabel('To', { exact: true }).fill('100')
  await expect(spent.getByText('This is less than “From”', { exact: false })).toBeVisible()
  await spent.getByLabel('From').fill('')
  await spent.getByLabel('To', { exact: true }).fill('')
  await sheet.getByRole('combobox', { name: 'Clothes' }).fill('38')
  await expect(sheet.getByRole('button', { name: 'Show 1 customer' })).toBeVisible()
  await sheet.getByRole('button', { name: 'Save this filter' }).click()
  await sheet.getByRole('textbox', { name: 'Name of the filter' }).fill('For the premiere')
  await sheet.getByRole('button', { name: 'Save', exact: true }).dblclick()
  await expect(sheet.getByText('Saved as “For the premiere”.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Show 1 customer' }).click()

  const stands = async () => {
    await expect(maya.getByRole('button', { name: 'opera, remove this filter' })).toBeVisible()
    await expect(maya.getByRole('button', { name: 'Size 38, remove this filter' })).toBeVisible()
    await expect(maya.getByRole('listitem')).toHaveCount(1)
    await expect(row(maya, /Ottilie Wendt/)).toBeVisible()
    await expect(maya.getByText(/^1 of [\d,]+ customers$/)).toBeVisible()
  }
  await stands()
  await maya.reload()
  await stands()
  await row(maya, /Ottilie Wendt/).click()
  await expect(maya.getByRole('heading', { name: /Ottilie Wendt/ })).toBeVisible()
  await maya.goBack()
  await stands()

  // Taken away one by one; then the name alone brings it back.
  await maya.getByRole('button', { name: 'opera, remove this filter' }).click()
  await maya.getByRole('button', { name: 'Size 38, remove this filter' }).click()
  await expect(maya.getByRole('button', { name: /remove this filter$/ })).toHaveCount(0)
  // However often Save was tapped, it is there once.
  await expect(maya.getByRole('button', { name: 'For the premiere' })).toHaveCount(1)
  await maya.getByRole('button', { name: 'For the premiere' }).click()
  await stands()

  // Removed by mistake: it can be had back.
  await maya.getByRole('button', { name: /^Filter customers/ }).click()
  await sheet.getByRole('button', { name: 'More about “For the premiere”' }).click()
  await sheet.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(sheet.getByRole('button', { name: /^For the premiere/ })).toHaveCount(0)
  await maya.getByRole('button', { name: 'Undo' }).click()
  await expect(sheet.getByRole('button', { name: /^For the premiere/ })).toBeVisible()
})

test('CUS-1: found by an order number, by a phone as one writes it, and in spite of a typing error', async ({
  as,
  colleague,
}) => {
  const me = await colleague('maya')
  const storeId = await me.storeId()
  type Rows = { items: { id: string; name: string; lastPurchase: unknown }[] }
  const { items } = await me.get<Rows>(`/stores/${storeId}/customers?list=store&sort=lastPurchase`)
  const buyer = items.find(each => each.lastPurchase)
  if (!buyer) throw new Error('The demo has nobody who bought something.')
  type Orders = { items: { number: string }[] }
  const orders = await me.get<Orders>(`/stores/${storeId}/customers/${buyer.id}/orders`)
  const maya = await as('maya', '/app/customers?list=store', deskSize)
  const field = search(maya)
  const number = orders.items[0]?.number ?? ''
  // Typed without its marks it is found, and shown with them.
  await field.fill(number.replace(/[^A-Z0-9]/gi, ''))
  await expect(maya.getByRole('listitem')).toHaveCount(1)
  await expect(row(maya, new RegExp(buyer.name))).toContainText(number)
  await field.fill('0171 392 0042')
  await expect(row(maya, /Priya Raman/)).toBeVisible()
  await field.fill('Margarete von Steten')
  await expect(row(maya, /Margarethe von Stetten/)).toBeVisible()
  await maya.reload()
  await expect(field).toHaveValue('Margarete von Steten')
  await expect(row(maya, /Margarethe von Stetten/)).toBeVisible()
})
