import type { Note } from '@rapport/contract'
import { expect, test } from 'vitest'
import { baseOf, changesToNote, draftOf, isTyped } from './note-edit.ts'

const note = { body: 'Size 38', labels: ['size'], pinned: false, editedAt: null } as unknown as Note
const theo = { id: 'theo', firstName: 'Theo', lastName: 'Hartmann', hue: 1 }

test('CUS-4: only what I changed of a note is sent, so that a colleague’s pin stays', () => {
  const draft = draftOf(note)
  expect(changesToNote(draft, baseOf(note), [])).toEqual({})
  expect(changesToNote({ ...draft, labels: [] }, baseOf(note), [])).toEqual({ labels: [] })
  expect(changesToNote({ ...draft, body: 'Size 39, ask @Theo ' }, baseOf(note), [theo])).toEqual({
    body: 'Size 39, ask @Theo',
    mentions: ['theo'],
    seenEditedAt: null,
  })
})

test('CUS-4: a note opened and left alone is not kept as if it were being written', () => {
  expect(isTyped(draftOf(note))).toBe(false)
  expect(isTyped({ ...draftOf(note), pinned: true })).toBe(true)
  expect(isTyped(draftOf())).toBe(false)
  expect(isTyped({ ...draftOf(), body: 'Likes linen' })).toBe(true)
})
