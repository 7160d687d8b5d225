import { beforeEach, expect, test, vi } from 'vitest'

const stored = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => stored.set(key, value),
  removeItem: (key: string) => stored.delete(key),
})
const load = () => import('./draft-store.ts')

beforeEach(() => {
  stored.clear()
  vi.resetModules()
})

test('MSG-6 a draft survives a reload, one per person and conversation', async () => {
  const before = await load()
  before.writeDraft(before.draftKey('maya', 'c1'), 'Shall I')
  vi.resetModules()
  const after = await load()
  expect(after.readDraft(after.draftKey('maya', 'c1'))?.text).toBe('Shall I')
  expect(after.readDraft(after.draftKey('theo', 'c1'))).toBeNull()
})

test('MSG-2 a draft keeps its client id as it grows, and is taken once', async () => {
  const { draftKey, readDraft, takeDraft, writeDraft } = await load()
  const key = draftKey('maya', 'c1')
  writeDraft(key, 'S')
  const born = readDraft(key)?.clientId
  writeDraft(key, 'Shall')
  expect(takeDraft(key)?.clientId).toBe(born)
  expect(takeDraft(key)).toBeNull()
})

test('MSG-7 what was taken stays stored until it is safe elsewhere', async () => {
  const { draftKey, settleDraft, takeDraft, writeDraft } = await load()
  const key = draftKey('maya', 'c1')
  writeDraft(key, 'Shall I')
  const taken = takeDraft(key)
  expect(stored.size).toBe(1)
  settleDraft(key, taken!.clientId)
  expect(stored.size).toBe(0)
})

test('a refused text comes back before what was typed since', async () => {
  const { draftKey, readDraft, returnToDraft, writeDraft } = await load()
  const key = draftKey('maya', 'c1')
  writeDraft(key, 'and this')
  returnToDraft(key, 'First')
  expect(readDraft(key)?.text).toBe('First\nand this')
})

test('MSG-5: what is added stands below what was typed, once, and keeps its client id', async () => {
  const { addToDraft, draftKey, readDraft, writeDraft } = await load()
  const key = draftKey('maya', 'c1')
  addToDraft(key, 'Camel coat')
  expect(readDraft(key)?.text).toBe('Camel coat')
  writeDraft(key, 'These go with it: ')
  const born = readDraft(key)?.clientId
  addToDraft(key, 'Camel coat')
  addToDraft(key, 'Camel coat')
  expect(readDraft(key)).toMatchObject({ text: 'These go with it:\nCamel coat', clientId: born })
})
