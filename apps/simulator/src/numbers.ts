import type { FastifyInstance } from 'fastify'
import type { Exchange } from './exchange.ts'
import { type Form, one } from './form.ts'
import { pageOf } from './pages.ts'
import type { StoreNumber } from './records.ts'
import { Refusal } from './refusals.ts'
import { numberResource } from './resource.ts'

interface BySid {
  Params: { accountSid: string; sid: string }
}

const onePath = '/IncomingPhoneNumbers/:sid([A-Za-z0-9]+).json'

/** The IncomingPhoneNumbers resource: list own numbers, read one, point its webhooks elsewhere. */
export function addNumberRoutes(app: FastifyInstance, exchange: Exchange): void {
  app.get<{ Querystring: Form }>('/IncomingPhoneNumbers.json', request => {
    const path = `/2010-04-01/Accounts/${exchange.accountSid}/IncomingPhoneNumbers.json`
    const wanted = one(request.query, 'PhoneNumber')
    const numbers = [...exchange.state.numbers.values()].filter(
      number => !wanted || number.phone.includes(wanted),
    )
    const { items, frame } = pageOf(numbers, path, request.query)
    return { ...frame, incoming_phone_numbers: items.map(number => numberResource(exchange, number)) }
  })

  app.get<BySid>(onePath, request => numberResource(exchange, findNumber(exchange, request.params.sid)))

  app.post<BySid>(onePath, request => {
    const number = findNumber(exchange, request.params.sid)
    const form = (request.body ?? {}) as Form
    number.inboundUrl = one(form, 'SmsUrl') ?? number.inboundUrl
    number.voiceUrl = one(form, 'VoiceUrl') ?? number.voiceUrl
    number.statusCallback = one(form, 'StatusCallback') ?? number.statusCallback
    number.label = one(form, 'FriendlyName') ?? number.label
    exchange.stateFile.touch()
    exchange.bus.emit('directory')
    exchange.wire.write('number set', `${number.phone} ${number.inboundUrl}`)
    return numberResource(exchange, number)
  })
}

function findNumber(exchange: Exchange, sid: string): StoreNumber {
  for (const number of exchange.state.numbers.values()) if (number.sid === sid) return number
  throw new Refusal(20404, 404)
}
