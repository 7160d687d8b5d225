import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Exchange } from './exchange.ts'
import type { Form } from './form.ts'
import { findMessage } from './messages.ts'
import { pageOf } from './pages.ts'
import type { Media } from './records.ts'
import { Refusal } from './refusals.ts'
import { mediaResource } from './resource.ts'

interface BySid {
  Params: { accountSid: string; parent: string; sid: string }
  Querystring: Form
}

/** The Media resource of a message, and the bytes behind it. */
export function addMediaRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.get<BySid>('/Messages/:parent/Media.json', request => {
    const message = findMessage(exchange, request.params.parent)
    const path = `/2010-04-01/Accounts/${exchange.accountSid}/Messages/${message.sid}/Media.json`
    const { items, frame } = pageOf(message.media, path, request.query)
    return { ...frame, media_list: items.map(media => mediaResource(exchange, message, media)) }
  })

  app.get<BySid>('/Messages/:parent/Media/:sid([A-Za-z0-9]+).json', request => {
    const { parent, sid } = request.params
    return mediaResource(exchange, findMessage(exchange, parent), findMedia(exchange, parent, sid))
  })

  app.get<BySid>('/Messages/:parent/Media/:sid', (request, reply) => {
    const { parent, sid } = request.params
    return sendBytes(reply, findMedia(exchange, parent, sid))
  })

  app.delete<BySid>('/Messages/:parent/Media/:sid([A-Za-z0-9]+).json', (request, reply) => {
    const { parent, sid } = request.params
    const message = findMessage(exchange, parent)
    message.media = message.media.filter(media => media !== findMedia(exchange, parent, sid))
    return reply.code(204).send()
  })
}

function findMedia(exchange: Exchange, parent: string, sid: string): Media {
  const media = findMessage(exchange, parent).media.find(one => one.sid === sid)
  if (!media) throw new Refusal(20404, 404)
  return media
}

function sendBytes(reply: FastifyReply, media: Media) {
  const inline = /^data:[^,]*,/.exec(media.source)?.[0]
  // Twilio answers with a redirect to a store of files, too.
  if (!inline) return reply.redirect(media.source, 307)
  const encoded = media.source.slice(inline.length)
  const bytes = inline.includes(';base64') ? Buffer.from(encoded, 'base64') : decodeURIComponent(encoded)
  return reply.type(media.contentType).send(bytes)
}
