import { randomInt } from 'node:crypto'

const letters = 'BCDFGHJKLMNPQRSTVWXZ23456789'

/** Sixteen characters, as the provider’s own references are. */
export const newPspReference = (): string =>
  Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
export const newLinkId = (): string => `PL${newPspReference()}`
