import { money } from '../src/adyen/money.ts'
import type { PaymentsOverview } from '../src/adyen/payment-control.ts'
import type { PaymentFaults } from '../src/adyen/payment-faults.ts'
import { tell } from './api.ts'
import { Segment } from './segment.tsx'
import { texts } from './texts.ts'

const shownLinks = 5

/** The payment provider: its newest links with the page behind them, and what can go wrong with money. */
export function Payments({ payments }: { payments: PaymentsOverview }) {
  const { faults, links, waiting } = payments
  const set = (patch: Partial<PaymentFaults>) => tell('/payment-faults', patch)
  return (
    <details className="card payments">
      <summary>
        {texts.payments}
        {waiting > 0 && <span className="soft"> {texts.waitingNotices(waiting)}</span>}
      </summary>
      {links.length === 0 && <p className="soft">{texts.noLinks}</p>}
      <ul className="pay-links">
        {links.slice(0, shownLinks).map(link => (
          <li key={link.id} className="line">
            <span>
              <b>{money(link.currency, link.value)}</b>{' '}
              <span className="soft">{texts.linkStates[link.status]}</span>
            </span>
            <a className="button wash" href={`/pay/${link.id}`} target="_blank" rel="noreferrer">
              {texts.payPage}
            </a>
          </li>
        ))}
      </ul>
      <Segment
        label={texts.provider}
        value={faults.api}
        options={['up', 'down']}
        words={texts.carrierModes}
        onChange={api => set({ api })}
      />
      <Segment
        label={texts.nextAnswer}
        value={faults.nextAnswer ?? faults.answer}
        options={['normal', 'accept-then-drop', 'refused']}
        words={texts.answers}
        onChange={answer =>
          set(answer === 'normal' ? { answer, nextAnswer: null } : { answer: 'normal', nextAnswer: answer })
        }
      />
      <Segment
        label={texts.notices}
        value={faults.notices}
        options={['once', 'five-in-parallel', 'missing']}
        words={texts.noticeModes}
        onChange={notices => set({ notices })}
      />
      <Segment
        label={texts.refunds}
        value={faults.refunds}
        options={['done', 'refused', 'come-back']}
        words={texts.refundModes}
        onChange={refunds => set({ refunds })}
      />
    </details>
  )
}
