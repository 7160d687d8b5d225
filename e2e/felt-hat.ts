import type { Colleague } from './people.ts'
import type { Goods } from './shared-cart.ts'

/** Something whose price a walk may change: no other sells it. */
export const hat: Goods = { name: 'Felt hat', fulfilment: 'in_store' }

/** Five of it in Berlin, for so many euros from now on. */
export async function hatCosts(hanna: Colleague, euros: number) {
  const version = new Date().toISOString()
  const prices = [{ currency: 'EUR', amountMinor: euros * 100 }]
  await hanna.sends('/products:import', [
    { externalId: 'felt-hat', version, name: hat.name, variants: [{ externalId: 'felt-hat-1', prices }] },
  ])
  await hanna.sends('/stock:import', [{ variant: 'felt-hat-1', store: 'Berlin Mitte', quantity: 5, version }])
}
