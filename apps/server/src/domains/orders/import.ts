import type { GivenOrder, OrderInput } from '@rapport/contract'
import { sql } from 'kysely'
import type { Ctx, Viewer } from '../../platform/context.ts'
import { Refusal } from '../../platform/refusal.ts'
import { rounds } from '../../platform/rounds.ts'
import { givenOrder, keyOf, ourSource } from './given.ts'
import { loadPlaces, type Places } from './places.ts'
import { type Outcome, planOrders } from './plan.ts'
import { incomingOf, type Ours, setScene } from './scene.ts'
import { writePlan } from './write.ts'

const mostTries = 5

/**
 * Records orders as their source describes them, with their customers' profiles (IMP-1): creates, updates, or changes
 * nothing when this version is known or a newer one is. What cannot be an order is refused by itself.
 * Takes some hundreds at a time, so that its locks are short. With `dryRun` the answer is the same and nothing is kept.
 * @returns an outcome for each value, in their order
 */
export async function importOrders(
  ctx: Ctx & { viewer?: Viewer },
  values: readonly unknown[],
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<Outcome[]> {
  const outcomes = new Array<Outcome>(values.length)
  const places = await loadPlaces(ctx)
  const now = ctx.clock.now()
  const given = values.flatMap((value, n) => {
    const order = givenOrder(value, now)
    if (!(order instanceof Refusal)) return [{ n, order }]
    outcomes[n] = { outcome: 'refused', code: order.code, message: order.message }
    return []
  })
  await sql`savepoint orders`.execute(ctx.tx)
  for (const round of rounds(given, one => keyOf(one.order))) {
    const done = await record(
      ctx,
      places,
      round.map(one => one.order),
    )
    round.forEach(({ n }, place) => {
      outcomes[n] = done[place] as Outcome
    })
  }
  await (dryRun ? sql`rollback to savepoint orders` : sql`release savepoint orders`).execute(ctx.tx)
  return outcomes
}

/**
 * Records an order that was paid here: it is this customer's, whoever else has a phone or email that it names, and
 * nobody's once they were erased. The same order again changes nothing.
 */
export async function recordOwnOrder(
  ctx: Ctx,
  given: Omit<OrderInput, 'source'>,
  ours: Ours,
): Promise<{ orderId: string; customerId: string | null; created: boolean }> {
  const order = givenOrder({ ...given, source: ourSource }, ctx.clock.now(), true)
  if (order instanceof Refusal) throw order
  const [outcome] = await record(ctx, await loadPlaces(ctx), [order], ours)
  if (!outcome || outcome.outcome === 'refused')
    throw new Error(`Our own order was refused: ${outcome?.message}`)
  return {
    orderId: outcome.orderId,
    customerId: outcome.customerId,
    created: outcome.outcome === 'created',
  }
}

async function record(
  ctx: Ctx,
  places: Places,
  orders: readonly GivenOrder[],
  ours?: Ours,
): Promise<Outcome[]> {
  const incoming = incomingOf(orders, places).map(one => ({ ...one, ours }))
  for (let attempt = 1; ; attempt++) {
    await sql`savepoint round`.execute(ctx.tx)
    const plan = planOrders(await setScene(ctx, places, incoming), ctx.clock.now())
    if ((await writePlan(ctx, plan)) === 'written') {
      await sql`release savepoint round`.execute(ctx.tx)
      return plan.outcomes
    }
    if (attempt >= mostTries) throw new Error('Others keep taking the same phones and emails.')
    await sql`rollback to savepoint round`.execute(ctx.tx)
  }
}
