import type { MailAnswer } from '../src/mail.ts'
import { tell } from './api.ts'
import { Segment } from './segment.tsx'
import { texts } from './texts.ts'

/** What the mail server says to the next mails. */
export function MailControl({ answer }: { answer: MailAnswer }) {
  return (
    <details className="card payments">
      <summary>{texts.mailServer}</summary>
      <Segment
        label={texts.mailNext}
        value={answer}
        options={['takes', 'refuses', 'later']}
        words={texts.mailAnswers}
        onChange={chosen => tell('/mails/answer', { answer: chosen })}
      />
    </details>
  )
}
