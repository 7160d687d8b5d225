import nodemailer from 'nodemailer'
import { type EmailProvider, EmailRejected, EmailUnavailable } from '../email.ts'

export type SmtpAccount = {
  /** smtp:// or smtps://, with user and password. */
  url: string
  /** The address that all mail comes from. */
  from: string
  /** Somebody reads what is answered there; else nobody does. */
  replyTo?: string | undefined
  timeoutMs: number
}

/** Emails by a mail server of the business's own choice. */
export function smtpEmail({ url, from, replyTo, timeoutMs }: SmtpAccount): EmailProvider {
  const transport = nodemailer.createTransport(
    { url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    { from },
  )
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    async send(mail) {
      const taken = await transport
        .sendMail({
          messageId: `<${mail.id}@${domain}>`,
          from: { name: mail.fromName, address: from },
          ...(replyTo ? { replyTo } : {}),
          to: { name: '', address: mail.to },
          envelope: { from, to: [mail.to] },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          attachments: mail.attachments.map(({ fileName, contentType, content }) => ({
            filename: fileName,
            contentType,
            content: Buffer.from(content),
          })),
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
          // What a mail is made of comes from us alone: no path or address in it is followed.
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        .catch(error => {
          throw translate(error as SmtpError)
        })
      // A server may take a mail and refuse who it is for.
      const [refused] = taken.rejectedErrors ?? []
      if (refused) throw translate(refused as SmtpError)
    },
  }
}

type SmtpError = { code?: string; responseCode?: number; message?: string }

/** Only what the server said to this mail is final; a server that does not let us in may do so later. */
function translate({ code, responseCode, message }: SmtpError): Error {
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  const final = responseCode === undefined ? code === 'EENVELOPE' : responseCode >= 500
  return aboutThisMail && final
    ? new EmailRejected(responseCode ?? null, message ?? 'The mail server refused it.')
    : new EmailUnavailable(message ?? code ?? 'The mail server does not answer.')
}
