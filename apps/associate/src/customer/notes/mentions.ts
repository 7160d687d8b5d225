import type { StaffSummary } from '@rapport/contract'

const nameChars = String.raw`[\p{L}\p{M}'’\-]`
/** An @ at the start of a word, and what has been typed of a name since. */
const unfinished = new RegExp(String.raw`(?<=^|[\s(])@(${nameChars}*(?: ${nameChars}*)?)$`, 'u')

const fold = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** How a colleague is named after the @: by first name, where only one has it. */
export const mentionOf = (staff: StaffSummary, among: readonly StaffSummary[]): string => {
  const alone = among.filter(each => fold(each.firstName) === fold(staff.firstName)).length < 2
  return `@${alone ? staff.firstName : `${staff.firstName} ${staff.lastName}`}`
}

/** What is being typed after an @ left of the caret; null when nothing is. */
export const typedMention = (text: string, caret: number): string | null =>
  unfinished.exec(text.slice(0, caret))?.[1] ?? null

/** Colleagues whose first or last name begins so; six are enough to choose from. */
export const matchingColleagues = (typed: string, colleagues: readonly StaffSummary[]): StaffSummary[] => {
  const begin = fold(typed)
  // A name with its space after it is finished; a list that stood on would move what is tapped next.
  if (
    typed.endsWith(' ') &&
    colleagues.some(each => fold(mentionOf(each, colleagues)) === fold(`@${typed.trim()}`))
  )
    return []
  return colleagues
    .filter(({ firstName, lastName }) =>
      [`${firstName} ${lastName}`, lastName].some(name => fold(name).startsWith(begin)),
    )
    .slice(0, 6)
}

/** Puts a colleague's name in place of what was typed of it. */
export const completeMention = (
  text: string,
  caret: number,
  staff: StaffSummary,
  among: readonly StaffSummary[],
): { text: string; caret: number } => {
  const typed = typedMention(text, caret) ?? ''
  const before = `${text.slice(0, caret - typed.length - 1)}${mentionOf(staff, among)} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

export type Piece = { text: string; staff: StaffSummary | null }

const escaped = (words: string) => words.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** A text cut where it mentions someone; the longer name is tried first, so that «Theo Sommer» is not «Theo». */
export const cutAtMentions = (text: string, among: readonly StaffSummary[]): Piece[] => {
  const byName = new Map<string, StaffSummary>()
  for (const staff of among) {
    byName.set(fold(mentionOf(staff, among)), staff)
    byName.set(fold(`@${staff.firstName} ${staff.lastName}`), staff)
  }
  const names = among
    .flatMap(staff => [`${staff.firstName} ${staff.lastName}`, mentionOf(staff, among).slice(1)])
    .sort((a, b) => b.length - a.length)
  if (names.length === 0) return [{ text, staff: null }]
  const named = new RegExp(
    String.raw`(?<=^|[\s(])(@(?:${names.map(escaped).join('|')}))(?!${nameChars})`,
    'giu',
  )
  return text
    .split(named)
    .filter(piece => piece !== '')
    .map(piece => ({ text: piece, staff: piece.startsWith('@') ? (byName.get(fold(piece)) ?? null) : null }))
}

/** Whom a text mentions, each once. */
export const mentionedIn = (text: string, colleagues: readonly StaffSummary[]): string[] => [
  ...new Set(cutAtMentions(text, colleagues).flatMap(({ staff }) => staff?.id ?? [])),
]
