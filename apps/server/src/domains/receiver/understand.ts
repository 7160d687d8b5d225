import type { Ctx } from '../../platform/context.ts'
import {
  type Consent,
  type ConsentStep,
  meansStop,
  nextConsent,
  readLists,
  readReply,
} from '../consent/index.ts'
import { readBusiness } from '../stores/index.ts'

export type Meaning = {
  step: ConsentStep
  /** It is a word that does something, and not talk that happens to be one. */
  keyword: boolean
  /** Free text that may mean stop (CON-8). */
  suspected: boolean
}

/** What a customer's words do to their consent, read in these languages and the business's own (CON-4, CON-5, CON-8). */
export async function understand(
  ctx: Ctx,
  body: string,
  consent: Consent,
  languages: readonly string[],
): Promise<Meaning> {
  const business = await readBusiness(ctx)
  const reading = readReply(body, await readLists(ctx, [...languages, business.language]))
  const suspected = reading.kind === 'talk' && consent.state !== 'opted_out' && meansStop(body)
  const stops = reading.kind === 'stop' || reading.kind === 'stop_all'
  const step = nextConsent(stops && consent.byMerge ? 'opted_in' : consent.state, reading, {
    optInBy: business.optInBy,
    optOutScope: business.optOutScope,
    stopSuspected: suspected,
  })
  const does = step.cause !== null || step.confirm !== null || step.after === 'opted_out'
  return { step, suspected, keyword: reading.kind !== 'talk' && does }
}
