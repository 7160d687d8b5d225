import type { ReceiptTalk } from './domains/checkout/index.ts'
import { receiptPaper } from './pages/index.ts'
import type { Config } from './platform/config.ts'
import type { Runtime } from './platform/context.ts'
import { smtpEmail } from './providers/smtp/email.ts'

/** What receipts need of the outside, and of the pages that show them: put together here, and only here. */
export function receiptTalk(config: Config, runtime: Runtime, timeoutMs: number): ReceiptTalk {
  const { SMTP_URL, MAIL_FROM, MAIL_REPLY_TO, PUBLIC_URL } = config
  return {
    ...runtime,
    publicUrl: PUBLIC_URL,
    email:
      SMTP_URL && MAIL_FROM
        ? smtpEmail({ url: SMTP_URL, from: MAIL_FROM, replyTo: MAIL_REPLY_TO, timeoutMs })
        : undefined,
    paper: receiptPaper(MAIL_REPLY_TO ?? MAIL_FROM),
  }
}
