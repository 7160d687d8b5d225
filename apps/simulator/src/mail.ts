import type { EventEmitter } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail that was taken, as whoever it is for would see it. */
export interface TakenMail {
  id: number
  atMs: number
  messageId: string
  /** How often it came: the same Message-ID is the same mail. */
  copies: number
  to: string
  from: { name: string; address: string }
  replyTo: string | null
  subject: string
  text: string
  html: string | null
  attachments: { name: string; contentType: string; content: Buffer }[]
}

/**
 * What the server says to the next mails: that there is no such person (550), that it has no room now (452), or nothing
 * at all after it has taken one.
 */
export type MailAnswer = 'takes' | 'refuses' | 'later' | 'takes-and-drops'

export interface MailServer {
  /** Newest first. */
  mails: TakenMail[]
  answer: MailAnswer
  answers(answer: MailAnswer): void
  /** Starts to listen, on loopback; gives the address for SMTP_URL. */
  listen(port?: number): Promise<string>
  close(): Promise<void>
}

const mostKept = 200
const mostBytes = 10 * 1024 * 1024
const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

/** A mail server that keeps what it takes. Events on the bus: `mail`. */
export function createMailServer(bus: EventEmitter, now: () => number): MailServer {
  let nextId = 1
  const take = (to: string, mail: Email) => {
    const known = self.mails.find(one => one.messageId === mail.messageId && one.to === to)
    if (known) known.copies++
    else self.mails.unshift(read(nextId++, now(), to, mail))
    self.mails.length = Math.min(self.mails.length, mostKept)
    bus.emit('mail', { count: self.mails.length })
  }
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    closeTimeout: 200,
    size: mostBytes,
    onRcptTo(_address, _session, done) {
      if (self.answer === 'refuses') return done(refusal(550, '5.1.1 There is no such mailbox'))
      if (self.answer === 'later') return done(refusal(452, '4.2.2 The mailbox is full'))
      return done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', async () => {
        if (stream.sizeExceeded) return done(refusal(552, '5.3.4 The mail is too large'))
        const mail = await PostalMime.parse(Buffer.concat(chunks)).catch(() => undefined)
        if (!mail) return done(refusal(554, '5.6.0 This is not a mail'))
        for (const { address } of session.envelope.rcptTo) take(address, mail)
        if (self.answer !== 'takes-and-drops') return done(null, 'Taken')
        self.answer = 'takes'
        server.connections.forEach(connection => {
          connection._socket.destroy()
        })
      })
    },
  })
  // A caller that hangs up in the middle is its own affair.
  server.on('error', () => {})
  const self: MailServer = {
    mails: [],
    answer: 'takes',
    answers(answer) {
      self.answer = answer
      bus.emit('mail', { count: self.mails.length })
    },
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject)
        server.listen(port, '127.0.0.1', () => {
          resolve(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`)
        })
      }),
    close: () =>
      new Promise(resolve => (server.server.listening ? server.close(() => resolve()) : resolve())),
  }
  return self
}

function read(id: number, atMs: number, to: string, mail: Email): TakenMail {
  return {
    id,
    atMs,
    messageId: mail.messageId ?? '',
    copies: 1,
    to,
    from: { name: mail.from?.name ?? '', address: mail.from?.address ?? '' },
    replyTo: mail.replyTo?.[0]?.address ?? null,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? null,
    attachments: mail.attachments.map(one => ({
      name: one.filename ?? 'attachment',
      contentType: one.mimeType,
      content: Buffer.from(one.content as ArrayBuffer),
    })),
  }
}
