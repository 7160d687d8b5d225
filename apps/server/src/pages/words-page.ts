import type { FastifyReply, FastifyRequest } from 'fastify'
import { findBusiness } from '../domains/stores/index.ts'
import type { Config } from '../platform/config.ts'
import type { Reading } from '../platform/context.ts'
import { showPage } from './edge.ts'
import { acceptedLanguage, pageLanguage } from './language.ts'
import { type PageLanguage, textOf } from './texts.ts'

const model = (language: PageLanguage, words: 'lost' | 'broken', business: string, go: object | null) => ({
  title: textOf(language, `${words}.heading`),
  heading: textOf(language, `${words}.heading`),
  text: textOf(language, `${words}.text`),
  business,
  picture: null,
  legal: null,
  write: null,
  go,
})

/** Nothing is at this address: said in the browser's language, because nobody knows whose it was. */
export async function showLost(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Config,
  reading: Pick<Reading, 'tx'>,
): Promise<FastifyReply> {
  const business = await findBusiness(reading)
  const language =
    acceptedLanguage(request.headers['accept-language']) ?? pageLanguage(business?.language) ?? 'en'
  return showPage(request, reply, config, {
    template: 'words',
    language,
    model: model(language, 'lost', business?.name ?? '', null),
    status: 404,
  })
}

/** Something of ours failed, the database perhaps: said without asking it anything. */
export function showBroken(
  request: FastifyRequest,
  reply: FastifyReply,
  config: Config,
): Promise<FastifyReply> {
  const language = acceptedLanguage(request.headers['accept-language']) ?? 'en'
  const [path = '/'] = request.url.split('?')
  const go = { href: path, main: true, label: textOf(language, 'broken.again') }
  return showPage(request, reply, config, {
    template: 'words',
    language,
    model: model(language, 'broken', '', request.method === 'GET' ? go : null),
    status: 503,
  })
}
