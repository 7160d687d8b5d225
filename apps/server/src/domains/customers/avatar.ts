/** Two letters for the avatar: of the first and the last name; «#» for a number without a name. */
export const initialsOf = (name: string) => {
  const words = name
    .trim()
    .split(/\s+/)
    .filter(word => /^\p{L}/u.test(word))
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return `${firstLetter(first)}${firstLetter(last)}`.toLocaleUpperCase() || '#'
}
const firstLetter = (word: string | undefined) => (word ? ([...word][0] ?? '') : '')

/** One of the seven tints of the avatars, the same for the same customer everywhere. */
export const hueOf = (id: string) => (Number.parseInt(id.replaceAll('-', '').slice(-6), 16) % 7) + 1
