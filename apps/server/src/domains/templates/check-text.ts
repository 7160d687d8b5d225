import { countSegments, type TextKind, type WordKind } from '@rapport/contract'
import { withoutLimit } from './texts.ts'

/** Why an automatic text is refused (TPL-1), as in the contract's TEXT_REFUSED. */
export type TextProblem =
  | 'no_business_name'
  | 'no_way_to_stop'
  | 'no_way_to_start'
  | 'limit_beside_answers'
  | 'no_receipt_link'
  | 'no_cart_link'
  | 'unknown_variable'
  | 'too_long'

/** What an automatic text may say of its business and store; there is always a value for each. */
export const textVariables = ['business.name', 'business.monthly_cap', 'store.name', 'store.city'] as const
/** What only a receipt may speak of, and what only the words that go with a cart. */
export const receiptVariables = ['order.number', 'receipt.url'] as const
export const cartVariables = ['cart.url'] as const

export interface TextCheck {
  kind: TextKind
  body: string
  businessName: string
  /** What the customer's reply would mean if it were this word, in the text's language; null when plain talk. */
  meaningOf: (word: string) => WordKind | null
}

// Ours: an automatic text longer than this is no longer read; carriers take up to 10 parts.
const mostSegments = 4
const variable = /\{\{\s*([\w.]+)\s*\}\}/g
const quoted = /["“„«‹「『'‘]\s*([^"“”„«»‹›「」『』'‘’]{1,40}?)\s*["”“»›」』'’]/gu
const capitals = /\p{Lu}[\p{Lu}\p{M}'’-]*(?: \p{Lu}[\p{Lu}\p{M}'’-]*)*/gu
const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/gu

/** The problems of an automatic text, none when it may be saved. Only an opt-in message must say who, and how to start and stop. */
export function checkText({ kind, body, businessName, meaningOf }: TextCheck): TextProblem[] {
  const problems: TextProblem[] = []
  const variables = [...body.matchAll(variable)].map(match => match[1] ?? '')
  const plain = body.replace(variable, ' ')
  if (kind === 'opt_in') {
    const named = plain.toLowerCase().includes(businessName.trim().toLowerCase())
    if (!variables.includes('business.name') && !named) problems.push('no_business_name')
    const missing = unsaid(plain, meaningOf)
    problems.push(...missing)
    // The sentence that names the limit is left out when there is none: nothing else may go with it.
    const left = unsaid(withoutLimit(body).replace(variable, ' '), meaningOf)
    if (missing.length === 0 && left.length > 0) problems.push('limit_beside_answers')
  }
  if (kind === 'receipt' && !variables.includes('receipt.url')) problems.push('no_receipt_link')
  if (kind === 'cart_share' && !variables.includes('cart.url')) problems.push('no_cart_link')
  const known: readonly string[] = [
    ...textVariables,
    ...(kind === 'receipt' ? receiptVariables : []),
    ...(kind === 'cart_share' ? cartVariables : []),
  ]
  if (variables.some(name => !known.includes(name)) || /\{[{%]|[%}]\}/.test(plain))
    problems.push('unknown_variable')
  if (countSegments(body.replace(variable, businessName)).segments > mostSegments) problems.push('too_long')
  return problems
}

function unsaid(plain: string, meaningOf: TextCheck['meaningOf']): TextProblem[] {
  const meanings = new Set(offered(plain).map(meaningOf))
  return [
    ...(meanings.has('stop') || meanings.has('stop_all') ? [] : ['no_way_to_stop' as const]),
    ...(meanings.has('start') || meanings.has('yes') ? [] : ['no_way_to_start' as const]),
  ]
}

/** The words a text offers as answers: in capitals, in quotes, or standing alone in a script without capitals. */
function offered(text: string): string[] {
  const runs = [...text.matchAll(capitals)].flatMap(([run]) => {
    const words = run.split(' ')
    return words.flatMap((_, from) => [1, 2, 3].map(count => words.slice(from, from + count).join(' ')))
  })
  const inQuotes = [...text.matchAll(quoted)].map(match => match[1] ?? '')
  return [...runs, ...inQuotes, ...(text.match(eastAsian) ?? [])]
}
