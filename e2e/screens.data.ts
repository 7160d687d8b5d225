import { expect } from '@playwright/test'
import { choose } from './choose.ts'
import { consoleScreens } from './console-screens.data.ts'
import { aside, asking, changed, confirming, delivered, expired, paid, updating } from './page-states.ts'
import type { Who } from './people.ts'
import { about, at, inStore, opening, type Scene, type Show, talkWith, withTheo } from './scene.ts'
import { blazer, cartPage, productPage, trousers } from './shared-cart.ts'
import { tillScreens } from './till-screens.ts'

export type Screen = {
  name: string
  /** Who is signed in; nobody where it is null. */
  who: Who | null
  show: Show
  /** In a house where nobody lives yet. */
  empty?: true
}

/** Filters that some of the demo's customers fit, as an address carries them. */
const chosen = encodeURIComponent(
  JSON.stringify({ heart: 'opted_in', lastPurchase: { within: 365 }, orders: { from: 2 } }),
)

/** What an associate sees. Lists come before what is in them, because opening reads. */
export const associateScreens: readonly Screen[] = [
  { name: 'sign-in', who: null, show: at('/app/sign-in') },
  { name: 'sign-in-refused', who: null, show: refused },
  { name: 'store-choice', who: 'sena', show: at('/app/') },
  { name: 'chat-list', who: 'maya', show: withTheo('Jonas Weber', 'viewing', at('/app/chat')) },
  { name: 'chat-list-store', who: 'maya', show: at('/app/chat?inbox=store') },
  { name: 'chat-list-awaiting', who: 'maya', show: at('/app/chat?inbox=store&filter=awaiting') },
  { name: 'chat-list-unread', who: 'maya', show: at('/app/chat?inbox=store&filter=unread') },
  { name: 'chat-list-archived', who: 'maya', show: at('/app/chat?inbox=store&filter=archived') },
  { name: 'search-hint', who: 'maya', show: at('/app/chat?find=') },
  { name: 'search', who: 'maya', show: at('/app/chat?find=coat') },
  { name: 'search-none', who: 'maya', show: at('/app/chat?find=qqxyzzy') },
  { name: 'new-message', who: 'maya', show: at('/app/chat?compose=true') },
  { name: 'conversation', who: 'maya', show: withTheo('Inès Laurent', 'typing', talkWith('Inès Laurent')) },
  { name: 'conversation-writing', who: 'maya', show: talkWith('Inès Laurent', writing) },
  { name: 'conversation-long', who: 'maya', show: talkWith('Margarethe von Stetten') },
  { name: 'conversation-unread', who: 'maya', show: talkWith('Priya Raman') },
  { name: 'conversation-held', who: 'eli', show: talkWith('Maribel Santos') },
  { name: 'conversation-pending', who: 'maya', show: talkWith('Henrik Dahl') },
  { name: 'conversation-lapsed', who: 'maya', show: talkWith('Gisela Thomsen') },
  { name: 'conversation-opted-out', who: 'maya', show: talkWith('Camille Roux') },
  { name: 'conversation-suspected', who: 'maya', show: talkWith('Thomas Reinhardt') },
  { name: 'conversation-failed', who: 'maya', show: talkWith('Ruth Abendroth') },
  { name: 'conversation-back', who: 'maya', show: talkWith('Lena Fuchs') },
  { name: 'conversation-japanese', who: 'hanna', show: inStore('Tokyo', inTokyo) },
  { name: 'quick-replies', who: 'maya', show: talkWith('Nadia Benali', adding('Quick reply')) },
  { name: 'product-picker', who: 'maya', show: talkWith('Nadia Benali', adding('Product')) },
  { name: 'emoji', who: 'maya', show: talkWith('Nadia Benali', opening('Emoji')) },
  {
    name: 'hand-over',
    who: 'clara',
    show: inStore('Berlin Mitte', talkWith('Nadia Benali', opening(/^Mehr zu|^More about/))),
  },
  {
    name: 'record-opt-out',
    who: 'maya',
    show: talkWith('Nadia Benali', opening('More about this conversation')),
  },
  { name: 'proof', who: 'maya', show: talkWith('Camille Roux', opening('See the proof')) },
  { name: 'not-found', who: 'maya', show: at('/app/chat/01a2035f-0000-7000-8000-000000000000') },
  { name: 'opt-in', who: 'maya', show: about('Zoe Thiele', '/opt-in') },
  { name: 'customers', who: 'maya', show: at('/app/customers') },
  { name: 'customers-store', who: 'maya', show: at('/app/customers?list=store&q=an') },
  { name: 'customers-starred', who: 'maya', show: at('/app/customers?list=starred') },
  { name: 'customers-none', who: 'maya', show: at('/app/customers?list=store&q=qqxyzzy') },
  { name: 'customers-filtered', who: 'maya', show: at(`/app/customers?list=store&where=${chosen}`) },
  { name: 'customers-filter', who: 'maya', show: at(`/app/customers?where=${chosen}&filters=true`) },
  { name: 'add-customer', who: 'maya', show: similar },
  { name: 'customer-edit', who: 'maya', show: about('Inès Laurent', '/edit') },
  { name: 'customer', who: 'maya', show: about('Priya Raman') },
  { name: 'customer-new', who: 'maya', show: about('Zoe Thiele') },
  { name: 'customer-orders', who: 'maya', show: about('Priya Raman', '/orders') },
  { name: 'customer-order', who: 'maya', show: anOrder },
  { name: 'customer-notes', who: 'maya', show: withNotes },
  { name: 'customer-timeline', who: 'maya', show: about('Priya Raman', '/timeline') },
  { name: 'products', who: 'maya', show: at('/app/products') },
  { name: 'products-found', who: 'maya', show: at('/app/products?q=balzer') },
  { name: 'products-none', who: 'maya', show: at('/app/products?q=qqxyzzy') },
  { name: 'product', who: 'maya', show: aProduct },
  { name: 'product-scan', who: 'maya', show: at('/app/products?scan=true') },
  { name: 'conversation-product', who: 'maya', show: talkWith('Nadia Benali', withProduct) },
  ...tillScreens,
  { name: 'mentions', who: 'theo', show: mentioned },
  { name: 'more', who: 'maya', show: at('/app/more') },
  { name: 'more-german', who: 'clara', show: inStore('Berlin Mitte', at('/app/more')) },
]

/** What headquarters and customers see, and a house's first day. */
export const otherScreens: readonly Screen[] = [
  ...consoleScreens,
  { name: 'page-cart', who: null, show: cartPage([blazer, trousers], delivered) },
  { name: 'page-cart-unready', who: null, show: cartPage([blazer, trousers]) },
  { name: 'page-cart-changed', who: null, show: cartPage([blazer], changed) },
  { name: 'page-cart-updating', who: null, show: cartPage([blazer], updating) },
  { name: 'page-cart-aside', who: null, show: cartPage([blazer], aside) },
  { name: 'page-cart-confirming', who: null, show: cartPage([blazer], confirming) },
  { name: 'page-cart-expired', who: null, show: cartPage([blazer], expired) },
  { name: 'page-cart-paid', who: null, show: cartPage([blazer], paid) },
  { name: 'page-delivery', who: null, show: cartPage([trousers], asking) },
  { name: 'page-product', who: null, show: productPage },
  { name: 'page-lost', who: null, show: at('/c/abcdefghijklmnopqrstuv') },
  { name: 'simulator', who: null, show: simulator },
  { name: 'welcome', who: null, show: at('/app/welcome'), empty: true },
  { name: 'welcome-admin', who: null, show: welcome(1), empty: true },
  { name: 'welcome-store', who: null, show: welcome(2), empty: true },
]

/**
 * Every screen of Rapport, to be looked at (`npm run screens`) and to be checked for all readers (`accessibility-….spec.ts`,
 * in two files, so that two can look at once). A new screen joins with one line.
 */
export const screens: readonly Screen[] = [...associateScreens, ...otherScreens]

/** It keeps the time by itself: the carrier's clock is so far from the device's. */
async function simulator({ page, phoneUrl }: Scene) {
  await page.clock.setFixedTime(Date.now())
  await page.goto(phoneUrl)
  await page.getByRole('log').waitFor()
  const app = page.frameLocator('iframe').getByRole('heading', { name: 'Sign in' })
  if (await page.locator('iframe').count()) await app.waitFor()
}

async function refused({ page }: Scene) {
  await page.goto('/app/sign-in')
  await page.getByLabel('Email').fill('maya@maisonalder.example')
  await page.getByRole('textbox', { name: 'Password' }).fill('not this one')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').waitFor()
}

async function writing({ page }: Scene) {
  const field = page.getByRole('textbox', { name: /^Message to/ })
  await field.fill(
    'Until Thursday then, Inès. I have put the green bag and the camel coat beside the dress, so you see all three together when you come.',
  )
}

/** Chooses something from what can be put into a message. */
function adding(what: string): Show {
  return async scene => {
    await scene.page.getByRole('button', { name: 'Add to the message' }).click()
    await scene.page.getByRole('menuitem', { name: what }).click()
    await expect(scene.page.getByRole('dialog')).toBeVisible()
  }
}

async function aProduct({ page, colleague }: Scene) {
  const maya = await colleague('maya')
  const { product, variantId } = await maya.get<{ product: { id: string }; variantId: string }>(
    `/stores/${await maya.storeId()}/variants/by-code/2001001001032`,
  )
  await page.goto(`/app/products/${product.id}?variant=${variantId}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Camel coat' })).toBeVisible()
}

/** A product stands in the draft. */
async function withProduct(scene: Scene) {
  await adding('Product')(scene)
  const sheet = scene.page.getByRole('dialog')
  await sheet.getByRole('searchbox').fill('wide wool')
  await sheet.getByRole('button', { name: /^Wide/ }).first().click()
  await expect(scene.page.getByRole('textbox', { name: /^Message to/ })).toHaveValue(/\/p\//)
}

async function anOrder(scene: Scene) {
  await about('Priya Raman', '/orders')(scene)
  await scene.page.getByRole('list', { name: 'Orders' }).getByRole('link').first().click()
  await expect(scene.page.getByRole('heading', { level: 1, name: /^Order/ })).toBeVisible()
}

async function withNotes(scene: Scene) {
  const maya = await scene.colleague('maya')
  const path = `/stores/${await maya.storeId()}/customers/${await maya.customerId('Priya Raman')}`
  const { items } = await maya.get<{ items: unknown[] }>(`${path}/notes`)
  const { staff } = await maya.get<{ staff: { id: string; firstName: string }[] }>(`${path}/colleagues`)
  if (items.length === 0)
    await maya.post(`${path}/notes`, {
      body: 'Always gift-wrapped, with a card written by hand. @Theo knows the paper.',
      labels: ['preference'],
      pinned: true,
      mentions: staff.filter(each => each.firstName === 'Theo').map(each => each.id),
    })
  await about('Priya Raman', '/notes')(scene)
  await scene.page.getByRole('textbox', { name: 'Note on Priya' }).focus()
}

/** A note names him that he has not seen; opening reads it. */
async function mentioned(scene: Scene) {
  const [maya, theo] = [await scene.colleague('maya'), await scene.colleague('theo')]
  const { unseen } = await theo.get<{ unseen: number }>('/mentions/count')
  const path = `/stores/${await maya.storeId()}/customers/${await maya.customerId('Nadia Benali')}`
  const { staff } = await maya.get<{ staff: { id: string; firstName: string }[] }>(`${path}/colleagues`)
  if (unseen === 0)
    await maya.post(`${path}/notes`, {
      body: 'She asks whether the green bag can wait for her until Saturday. @Theo, you are there then?',
      labels: ['request'],
      mentions: staff.filter(each => each.firstName === 'Theo').map(each => each.id),
    })
  await at('/app/mentions')(scene)
  await expect(scene.page.getByRole('list', { name: 'Mentions' })).toBeVisible()
}

/** Someone is typed in who is a customer already. */
async function similar({ page }: Scene) {
  await page.goto('/app/customers?add=true')
  await page.getByLabel('First name').fill('Priya')
  await page.getByLabel('Last name').fill('Ramann')
  await page.getByRole('textbox', { name: 'Phone' }).fill('0171 3920042')
  await page.getByRole('region', { name: 'Who it may be already' }).getByRole('link').first().waitFor()
}

async function inTokyo({ page }: Scene) {
  await choose(page.getByRole('radio', { name: /Store inbox/ }))
  await page.getByRole('listitem').first().getByRole('link').click()
}

function welcome(step: 1 | 2): Show {
  return async ({ page, setupCode }) => {
    await page.goto(`/app/welcome?code=${setupCode}`)
    await page.getByLabel('Name of the business').fill('Maison Alder')
    await page.getByRole('button', { name: 'Continue' }).click()
    if (step === 1) return
    await page.getByLabel('First name').fill('Hanna')
    await page.getByLabel('Email').fill('hanna@maisonalder.example')
    await page.getByRole('textbox', { name: 'Password' }).fill('maison-alder')
    await page.getByRole('button', { name: 'Continue' }).click()
  }
}
