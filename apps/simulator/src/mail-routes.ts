import type { FastifyInstance } from 'fastify'
import type { MailAnswer, MailServer, TakenMail } from './mail.ts'

/** A mail in the list: everything but what one opens. */
export type MailRow = Pick<TakenMail, 'id' | 'atMs' | 'to' | 'from' | 'subject' | 'copies'> & {
  attachments: string[]
}
export type OpenedMail = MailRow & { text: string; hasHtml: boolean }
export type Mailbox = { mails: MailRow[]; answer: MailAnswer }

type ById = { Params: { id: string; place?: string } }

/** The mail box, for the screen and for tests. What a mail shows as HTML may do nothing but be seen. */
export function addMailRoutes(app: FastifyInstance, server: MailServer): void {
  const find = (id: string) => server.mails.find(one => one.id === Number(id))
  app.get('/mails', (): Mailbox => ({ mails: server.mails.map(rowOf), answer: server.answer }))
  app.post<{ Body: { answer: MailAnswer } }>('/mails/answer', request => {
    server.answers(request.body.answer)
    return { answer: server.answer }
  })
  app.get<ById>('/mails/:id', (request, reply) => {
    const mail = find(request.params.id)
    if (!mail) return reply.code(404).send({ message: 'There is no such mail.' })
    return { ...rowOf(mail), text: mail.text, hasHtml: mail.html !== null }
  })
  app.get<ById>('/mails/:id/html', (request, reply) =>
    reply
      .header(
        'content-security-policy',
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'",
      )
      .type('text/html; charset=utf-8')
      .send(find(request.params.id)?.html ?? ''),
  )
  app.get<ById>('/mails/:id/attachments/:place', (request, reply) => {
    const attachment = find(request.params.id)?.attachments[Number(request.params.place)]
    if (!attachment) return reply.code(404).send({ message: 'There is no such attachment.' })
    return reply
      .header('content-security-policy', 'sandbox')
      .header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(attachment.name)}`)
      .type(attachment.contentType)
      .send(attachment.content)
  })
}

function rowOf({ id, atMs, to, from, subject, copies, attachments }: TakenMail): MailRow {
  return { id, atMs, to, from, subject, copies, attachments: attachments.map(one => one.name) }
}
