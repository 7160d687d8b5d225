import { money } from './money.ts'
import { type LinkRecord, methods, type PaymentRecord } from './records.ts'

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1d1d1f, #f2f2f2); --soft: light-dark(#5c5c62, #b4b4ba);
  --edge: light-dark(#d9d9de, #3a3a40); --ground: light-dark(#f6f6f7, #161618); --card: light-dark(#fff, #212124); }
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground) }
main { max-width: 30rem; margin: 0 auto; padding: 1rem }
.note { margin: 0; background: #f3c94b; color: #2b2200; padding: .5rem 1rem; text-align: center }
.card { background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: 1rem; margin: 1rem 0 }
h1 { font-size: 2rem; margin: .25rem 0; font-variant-numeric: tabular-nums }
h2 { font-size: 1rem; margin: 0 0 .5rem }
.soft { color: var(--soft); margin: 0; overflow-wrap: anywhere }
ul { list-style: none; margin: .75rem 0 0; padding: 0 }
li { display: flex; justify-content: space-between; gap: 1rem; padding: .35rem 0; border-top: 1px solid var(--edge) }
fieldset { border: 0; padding: 0; margin: 0 0 1rem }
legend { font-weight: 600; padding: 0 }
label { display: flex; align-items: center; gap: .75rem; min-height: 44px }
button, a.button { display: block; width: 100%; min-height: 48px; margin-top: .5rem; padding: .6rem 1rem; font: inherit; text-align: center;
  text-decoration: none; border: 1px solid var(--edge); border-radius: 10px; background: transparent; color: inherit; cursor: pointer }
button.main, a.main { background: #1f5fd6; border-color: #1f5fd6; color: #fff; font-weight: 600 }
:focus-visible { outline: 3px solid #1f5fd6; outline-offset: 2px }
`

/** The page behind a payment link, as it is now. */
export function payPage(link: LinkRecord | undefined, pending: PaymentRecord | undefined): string {
  const body = link
    ? `${summary(link)}${actions(link, pending)}`
    : card('<h2>There is no such payment link.</h2>')
  const lang = link?.request.shopperLocale?.split('-')[0] ?? 'en'
  return `<!doctype html>
<html lang="en" data-shopper-language="${safe(lang)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pay (simulator)</title><style>${style}</style></head>
<body><p class="note" role="note">This is a simulator. No money moves.</p><main>${body}</main></body></html>`
}

function summary({ request, expiresAtMs }: LinkRecord): string {
  const lines = (request.lineItems ?? []).map(
    item =>
      `<li><span>${item.quantity ?? 1} × ${safe(item.description ?? '')}</span><span>${money(request.amount.currency, (item.amountIncludingTax ?? 0) * (item.quantity ?? 1))}</span></li>`,
  )
  return card(`<p class="soft">${safe(request.merchantAccount)}</p>
<h1>${money(request.amount.currency, request.amount.value)}</h1>
<p class="soft">${safe(request.reference)}</p>
<p class="soft">Valid until ${new Date(expiresAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${safe(request.countryCode ?? 'no country')}, ${safe(request.shopperLocale ?? 'no language')}</p>
${lines.length > 0 ? `<ul>${lines.join('')}</ul>` : ''}`)
}

function actions(link: LinkRecord, pending: PaymentRecord | undefined): string {
  switch (link.status) {
    case 'active':
      return `${form(`<fieldset><legend>Pay with</legend>${choices()}</fieldset>
<button class="main" name="do" value="pay">Pay</button>
<button name="do" value="refused">Be refused</button>
<button name="do" value="pending">Begin, and let the money come later</button>`)}
${form(`<h2>What should not happen, and does</h2>${hidden('visa')}
<button name="do" value="twice">Pay twice</button>
<button name="do" value="late">Let the link end, and pay then</button>`)}`
    case 'paymentPending':
      return form(`<h2>${pending ? safe(methods[pending.method].label) : 'The payment'} is under way.</h2>
<button class="main" name="do" value="came">The money comes</button>
<button name="do" value="failed">It fails</button>
<button name="do" value="late">Pay by card as well, the link being over</button>`)
    case 'completed':
      return `${card(`<h2>Paid. Thank you.</h2>${back(link)}`)}
${form(`${hidden('visa')}<h2>What should not happen, and does</h2><button name="do" value="again">Pay once more</button>`)}`
    default:
      return `${card(`<h2>This link is over.</h2>${back(link)}`)}
${form(`${hidden('visa')}<h2>What should not happen, and does</h2><button name="do" value="late">Pay all the same</button>`)}`
  }
}

const choices = () =>
  Object.entries(methods)
    .map(
      ([value, { label }], place) =>
        `<label><input type="radio" name="method" value="${value}"${place === 0 ? ' checked' : ''}>${label}</label>`,
    )
    .join('')
const hidden = (method: string) => `<input type="hidden" name="method" value="${method}">`
const form = (inside: string) => `<form method="post" class="card">${inside}</form>`
const card = (inside: string) => `<section class="card">${inside}</section>`

/** Only an address of the web is led to. */
const back = ({ request }: LinkRecord) =>
  /^https?:\/\//.test(request.returnUrl ?? '')
    ? `<a class="button main" href="${safe(request.returnUrl ?? '')}">Continue</a>`
    : ''

const safe = (text: string) => text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
