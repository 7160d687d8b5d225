import type { Customer } from '@rapport/contract'
import { expect, test, vi } from 'vitest'
import { type SaveOpen, saveOpenContacts } from './open-contacts.ts'

const saved = { version: 4 } as Customer
const open = (...parts: SaveOpen[]) => ({ current: new Set(parts) })

test('IMP-4: what stands typed in an open part is saved with the form, and the last answer counts', async () => {
  const later = { version: 5 } as Customer
  expect(await saveOpenContacts(open())).toBe('nothing')
  expect(
    await saveOpenContacts(
      open(
        async () => saved,
        async () => 'nothing',
      ),
    ),
  ).toBe(saved)
  expect(
    await saveOpenContacts(
      open(
        async () => saved,
        async () => later,
      ),
    ),
  ).toBe(later)
})

test('IMP-4: a part that cannot be saved holds the form open, and nothing after it is saved', async () => {
  const after = vi.fn<SaveOpen>(async () => saved)
  expect(await saveOpenContacts(open(async () => 'stay', after))).toBe('stay')
  expect(after).not.toHaveBeenCalled()
})
