// What a reader cannot see: zero width, bidi, variation selectors, BOM, soft hyphen, Hangul fillers, controls.
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}]|(?!\s)\p{Cc}/gu
// Only the marks that European scripts put on letters: U+3099 makes が of か and must stay.
const diacritics = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
const notWord = /[^\p{L}\p{N}\p{M}]+/gu
const strokes: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ħ: 'h', ŧ: 't', ı: 'i', ς: 'σ' }
const stroked = /[łøđħŧıς]/g
const eastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+$/u

/**
 * The form in which a whole reply is compared with the word lists (CON-5): NFKC, case without locale,
 * diacritics and everything invisible dropped, emoji and punctuation taken as space, repetitions taken as one.
 * `"ＳＴＯＰ, stop 🛑!!"` becomes `"stop"`. Scripts whose marks belong to the letter (kana, Hangul, Indic) are kept whole.
 */
export function foldReply(text: string): string {
  let folded = text
  // One pass is enough for what people type; rare compositions need another for the form to be final.
  for (let pass = 0; pass < 4; pass++) {
    const next = once(folded)
    if (next === folded) break
    folded = next
  }
  return folded
}

function once(text: string): string {
  const letters = text
    .normalize('NFKC')
    .replace(invisible, '')
    // Upper before lower folds ß with SS, as Unicode case folding does.
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(diacritics, '')
    .normalize('NFKC')
    .replace(stroked, letter => strokes[letter] ?? letter)
  const words = letters.split(notWord).filter(word => word !== '')
  return unrepeated(words.map(unrepeatedLetters)).join(' ')
}

/** Chinese, Japanese and Korean write 停止停止 without a space between. */
function unrepeatedLetters(word: string): string {
  return eastAsian.test(word) ? oneRound([...word], 2).join('') : word
}

function unrepeated(words: string[]): string[] {
  return oneRound(
    words.filter((word, at) => word !== words[at - 1]),
    1,
  )
}

/** The shortest beginning of which the whole is a repetition. */
function oneRound(parts: string[], shortest: number): string[] {
  for (let round = shortest; round <= parts.length / 2; round++)
    if (parts.length % round === 0 && parts.every((part, at) => part === parts[at % round]))
      return parts.slice(0, round)
  return parts
}
