import { IconChevronLeft, IconPaperclip } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { MailRow, OpenedMail } from '../src/mail-routes.ts'
import { ask } from './api.ts'
import { texts } from './texts.ts'

/** One mail: as it was designed, or as plain text. Its HTML can do nothing but be seen. */
export function OpenMail({ mail, onBack }: { mail: MailRow; onBack(): void }) {
  const [opened, setOpened] = useState<OpenedMail>()
  const [plain, setPlain] = useState(false)
  useEffect(() => {
    ask<OpenedMail>(`/mails/${mail.id}`).then(setOpened, () => setOpened(undefined))
  }, [mail.id])
  const asText = plain || opened?.hasHtml === false
  return (
    <article className="mail">
      <header>
        <button type="button" className="mail-back" onClick={onBack}>
          <IconChevronLeft size={24} stroke={1.8} aria-hidden="true" />
          {texts.mail}
        </button>
        {opened?.hasHtml && (
          <button type="button" className="mail-as" onClick={() => setPlain(!plain)}>
            {plain ? texts.mailAsHtml : texts.mailAsText}
          </button>
        )}
      </header>
      <h2>{mail.subject}</h2>
      <p className="when">
        {mail.from.name} &lt;{mail.from.address}&gt;
        <br />
        {texts.mailTo(mail.to)}
        {mail.copies > 1 && ` · ${texts.mailCopies(mail.copies)}`}
      </p>
      {opened &&
        (asText ? (
          <pre>{opened.text}</pre>
        ) : (
          <iframe title={mail.subject} sandbox="" src={`/control/mails/${mail.id}/html`} />
        ))}
      {mail.attachments.length > 0 && (
        <ul className="mail-attached">
          {mail.attachments.map((name, place) => (
            <li key={name}>
              <a href={`/control/mails/${mail.id}/attachments/${place}`} target="_blank" rel="noreferrer">
                <IconPaperclip size={18} stroke={1.7} aria-hidden="true" />
                {name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
