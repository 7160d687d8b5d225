/** What someone has typed and not sent. Its client id is born with it, so that no tap can send it twice. */
export type Draft = { readonly text: string; readonly clientId: string; readonly quickReplyId: string | null }

type Listener = () => void
const prefix = 'rapport:draft'
const held = new Map<string, Draft | null>()
const listeners = new Set<Listener>()

/** Where the draft of one person in one conversation is kept. */
export const draftKey = (staffId: string, conversationId: string) => `${prefix}:${staffId}:${conversationId}`

/** The draft as it stands; null when there is none. */
export function readDraft(key: string): Draft | null {
  const known = held.get(key)
  if (known !== undefined) return known
  const stored = parse(storage()?.getItem(key) ?? null)
  held.set(key, stored)
  return stored
}

/** Keeps what is typed, at once. An empty text is no draft. */
export function writeDraft(key: string, text: string, quickReplyId?: string | null): void {
  const before = readDraft(key)
  if (text === '') {
    forgetDraft(key)
    return
  }
  const draft = {
    text,
    clientId: before?.clientId ?? crypto.randomUUID(),
    quickReplyId: quickReplyId === undefined ? (before?.quickReplyId ?? null) : quickReplyId,
  }
  held.set(key, draft)
  storage()?.setItem(key, JSON.stringify(draft))
  tell()
}

/** Puts a piece of its own, as a link, below what is typed already; once. */
export function addToDraft(key: string, piece: string): void {
  const before = readDraft(key)?.text.trimEnd() ?? ''
  if (!before.includes(piece)) writeDraft(key, before === '' ? piece : `${before}\n${piece}`)
}

/** Takes the draft off the screen; it stays stored until `settleDraft` says that it is safe elsewhere. */
export function takeDraft(key: string): Draft | null {
  const draft = readDraft(key)
  if (!draft || draft.text.trim() === '') return null
  held.set(key, null)
  tell()
  return draft
}

/** What was taken is safe in the outbox (or was sent): drop the stored copy, unless something newer is typed. */
export function settleDraft(key: string, clientId: string): void {
  if (held.get(key)?.clientId === clientId) held.set(key, null)
  if (parse(storage()?.getItem(key) ?? null)?.clientId === clientId) storage()?.removeItem(key)
  tell()
}

/** Gives a refused text back, before whatever has been typed since. */
export function returnToDraft(key: string, text: string): void {
  const since = readDraft(key)?.text ?? ''
  forgetDraft(key)
  writeDraft(key, since ? `${text}\n${since}` : text, null)
}

/** Lets a screen follow the drafts, also those of another tab. */
export function onDraftChange(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function forgetDraft(key: string): void {
  held.set(key, null)
  storage()?.removeItem(key)
  tell()
}

function parse(stored: string | null): Draft | null {
  if (!stored) return null
  try {
    const draft = JSON.parse(stored) as Partial<Draft>
    if (typeof draft.text !== 'string' || typeof draft.clientId !== 'string') return null
    return { text: draft.text, clientId: draft.clientId, quickReplyId: draft.quickReplyId ?? null }
  } catch {
    return null
  }
}

function tell(): void {
  for (const listener of listeners) listener()
}

/** A browser may forbid storage; the draft then lives as long as the page. */
function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

globalThis.addEventListener?.('storage', event => {
  if (!(event instanceof StorageEvent) || !event.key?.startsWith(prefix)) return
  held.delete(event.key)
  tell()
})
