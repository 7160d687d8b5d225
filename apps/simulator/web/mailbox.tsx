import { useState } from 'react'
import type { MailRow } from '../src/mail-routes.ts'
import { shortWhen } from './days.ts'
import { OpenMail } from './open-mail.tsx'
import { StatusBar } from './status-bar.tsx'
import { texts } from './texts.ts'
import { useNow } from './use-now.ts'

/** Everyone's mail on one phone: nobody here has a mail box of their own. */
export function MailboxPhone({ mails, offsetMs }: { mails: readonly MailRow[]; offsetMs: number }) {
  const [openId, setOpenId] = useState<number>()
  const nowMs = useNow(offsetMs)
  const open = mails.find(mail => mail.id === openId)
  return (
    <div className="frame">
      <div className="phone">
        <StatusBar offsetMs={offsetMs} />
        <div className="app-under">
          {open ? (
            <OpenMail mail={open} onBack={() => setOpenId(undefined)} />
          ) : (
            <div className="threads">
              <h2>{texts.mail}</h2>
              {mails.length === 0 && <p className="hush">{texts.noMail}</p>}
              <ul>
                {mails.map(mail => (
                  <li key={mail.id}>
                    <button type="button" onClick={() => setOpenId(mail.id)}>
                      <b>{mail.from.name || mail.from.address}</b>
                      <span className="when">{shortWhen(mail.atMs, nowMs)}</span>
                      <span className="preview mail-subject">{mail.subject}</span>
                      <span className="preview">{texts.mailTo(mail.to)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
        <div className="home" />
      </div>
    </div>
  )
}
