import { EventEmitter } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMailServer } from '../../../../simulator/src/mail.ts'
import { EmailRejected, EmailUnavailable, type OutgoingEmail } from '../email.ts'
import { smtpEmail } from './email.ts'

const server = createMailServer(new EventEmitter(), () => Date.now())
let url: string
beforeAll(async () => {
  url = await server.listen()
})
beforeEach(() => {
  server.answers('takes')
  server.mails.length = 0
})
afterAll(() => server.close())

const receipt: OutgoingEmail = {
  id: 'receipt-7',
  fromName: 'Maison Alder, Köln',
  to: 'priya@example.com',
  language: 'de',
  subject: 'Ihr Beleg für A-10482',
  text: 'Vielen Dank.',
  html: '<p>Vielen <b>Dank</b>.</p>',
  attachments: [
    { fileName: 'A-10482.pdf', contentType: 'application/pdf', content: new Uint8Array([37, 80, 68, 70]) },
  ],
}
const adapter = (more: object = {}) =>
  smtpEmail({ url, from: 'hello@maisonalder.example', timeoutMs: 2000, ...more })

describe('emails by SMTP', () => {
  test('PAY-4: arrive as text and HTML with what is attached, from the store, under an id of ours', async () => {
    await adapter().send(receipt)
    expect(server.mails).toMatchObject([
      {
        messageId: '<receipt-7@maisonalder.example>',
        to: 'priya@example.com',
        from: { name: 'Maison Alder, Köln', address: 'hello@maisonalder.example' },
        replyTo: null,
        subject: 'Ihr Beleg für A-10482',
        attachments: [{ name: 'A-10482.pdf', contentType: 'application/pdf' }],
      },
    ])
    expect(server.mails[0]?.text.trim()).toBe('Vielen Dank.')
    expect(server.mails[0]?.html).toContain('<b>Dank</b>')
    expect([...(server.mails[0]?.attachments[0]?.content ?? [])]).toEqual([37, 80, 68, 70])
  })

  test('PAY-4: the same handed over again is recognisable as the same', async () => {
    server.answers('takes-and-drops')
    await expect(adapter().send(receipt)).rejects.toBeInstanceOf(EmailUnavailable)
    await adapter().send(receipt)
    expect(server.mails).toMatchObject([{ copies: 2 }])
  })

  test('answers go where somebody reads them', async () => {
    await adapter({ replyTo: 'care@maisonalder.example' }).send(receipt)
    expect(server.mails[0]?.replyTo).toBe('care@maisonalder.example')
  })

  test('a mailbox that does not exist is the last word; a full one, and a server that is gone, are not', async () => {
    server.answers('refuses')
    const refused = await adapter()
      .send(receipt)
      .catch(error => error)
    expect(refused).toBeInstanceOf(EmailRejected)
    expect(refused.code).toBe(550)
    server.answers('later')
    await expect(adapter().send(receipt)).rejects.toBeInstanceOf(EmailUnavailable)
    await expect(adapter({ url: 'smtp://127.0.0.1:1' }).send(receipt)).rejects.toBeInstanceOf(
      EmailUnavailable,
    )
    expect(server.mails).toEqual([])
  })

  test('a subject cannot smuggle in a header', async () => {
    await adapter().send({ ...receipt, subject: 'Beleg\r\nBcc: spy@example.com', fromName: 'A\r\nX: 1' })
    expect(server.mails).toHaveLength(1)
    expect(server.mails[0]?.to).toBe('priya@example.com')
  })
})
