import { type Language, WordKind } from '@rapport/contract'
import { act, operations as os, reading, verb } from '../../platform/http/operations.ts'
import { notFound, Refusal } from '../../platform/refusal.ts'
import { recordAudit } from '../audit/index.ts'
import { removeContactPoint, replaceContactPoint } from './detach.ts'
import { readAddedWords } from './lists.ts'
import { consentProof } from './proof.ts'
import { builtInWords, takenAs } from './words/built-in.ts'

/** The operations of consent that write into no conversation. */
export const consentRoutes = {
  proof: os.consent.proof.handler(
    reading(async (at, { customerId }) => {
      const known = await at.tx
        .selectFrom('customer_stores')
        .select('store_id')
        .where('customer_id', '=', customerId)
        .where(({ eb, val }) => eb('store_id', '=', eb.fn.any(val([...at.viewer.storeIds]))))
        .limit(1)
        .executeTakeFirst()
      if (!known) throw notFound()
      return consentProof(at, customerId)
    }),
  ),
  words: os.consent.words.handler(
    reading(async (at, { language }) => {
      const added = (await readAddedWords(at)).map(word => ({
        ...word,
        builtIn: false,
        source: null,
        asOf: null,
      }))
      const all = [...builtInWords.map(word => ({ ...word, builtIn: true })), ...added]
      return {
        words: all
          .filter(word => language === undefined || word.language === null || word.language === language)
          .map(word => ({ ...word, kind: WordKind.parse(word.kind), language: word.language ?? '*' })),
      }
    }),
  ),
  addWord: os.consent.addWord.handler(
    act(async (ctx, { kind, language, phrase }: { kind: WordKind; language: Language; phrase: string }) => {
      const meaning = takenAs(phrase, await readAddedWords(ctx))
      if (meaning === kind) return
      if (meaning !== null) throw new Refusal('WORD_TAKEN', 409, `This word already means «${meaning}» here.`)
      await ctx.tx
        .insertInto('consent_words')
        .values({ kind, language, phrase, added_by: ctx.viewer.staffId, added_at: ctx.clock.now() })
        .onConflict(conflict => conflict.doNothing())
        .execute()
      await recordAudit(ctx, 'consent.word_added', { subject: phrase, after: { kind, language } })
    }),
  ),
}

/** Taking a contact point away ends what was opted in there, so these two of the customers' operations are here. */
export const contactRoutes = {
  replaceContactPoint: os.customers.replaceContactPoint.handler(verb(replaceContactPoint)),
  removeContactPoint: os.customers.removeContactPoint.handler(verb(removeContactPoint)),
}
