import { expect, test } from 'vitest'
import { completeMention, cutAtMentions, matchingColleagues, mentionedIn, typedMention } from './mentions.ts'

const person = (firstName: string, lastName: string) => ({
  id: `${firstName} ${lastName}`,
  firstName,
  lastName,
  hue: 1,
})
const theo = person('Theo', 'Sommer')
const otherTheo = person('Theo', 'Winter')
const maya = person('Maya', 'Lindqvist')
const ines = person('Inès', 'Álvarez')

test('CUS-4: an @ at the start of a word asks for a colleague, one inside a word does not', () => {
  expect(typedMention('Ask @th', 7)).toBe('th')
  expect(typedMention('@', 1)).toBe('')
  expect(typedMention('(@In', 4)).toBe('In')
  expect(typedMention('ask @Theo So', 12)).toBe('Theo So')
  expect(typedMention('maya@maison', 11)).toBeNull()
  expect(typedMention('Ask @th today', 13)).toBe('th today')
  expect(typedMention('Ask @Theo at noon', 17)).toBeNull()
})

test('CUS-4: colleagues are found by the beginning of either name, with or without accents', () => {
  const all = [theo, maya, ines]
  expect(matchingColleagues('in', all)).toEqual([ines])
  expect(matchingColleagues('alv', all)).toEqual([ines])
  expect(matchingColleagues('', all)).toEqual(all)
  expect(matchingColleagues('omm', all)).toEqual([])
  expect(matchingColleagues('Theo ', all)).toEqual([])
  expect(matchingColleagues('Theo ', [theo, otherTheo])).toEqual([theo, otherTheo])
})

test('CUS-4: the chosen name takes the place of what was typed, the whole name where two share the first', () => {
  expect(completeMention('Ask @th please', 7, theo, [theo, maya])).toEqual({
    text: 'Ask @Theo please',
    caret: 10,
  })
  expect(completeMention('@th', 3, theo, [theo, otherTheo])).toEqual({ text: '@Theo Sommer ', caret: 13 })
})

test('CUS-4: who is named is mentioned once, and only where the whole name stands', () => {
  expect(mentionedIn('@Theo and @maya: @Theo knows', [theo, maya])).toEqual([theo.id, maya.id])
  expect(mentionedIn('@Theodor, theo@maya.example', [theo, maya])).toEqual([])
  expect(mentionedIn('@Theo Winter', [theo, otherTheo])).toEqual([otherTheo.id])
  expect(mentionedIn('@Theo', [theo, otherTheo])).toEqual([])
  expect(cutAtMentions('Ask @Inès.', [ines])).toEqual([
    { text: 'Ask ', staff: null },
    { text: '@Inès', staff: ines },
    { text: '.', staff: null },
  ])
})
