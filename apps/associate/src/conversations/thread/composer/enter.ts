type KeyPress = {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly composing: boolean
}

/** Does this key send? Enter does with a keyboard, not on a phone; with Ctrl or ⌘ it always does. */
export function sends(press: KeyPress, phone: boolean): boolean {
  if (press.key !== 'Enter' || press.composing || press.altKey) return false
  if (press.ctrlKey || press.metaKey) return true
  return !phone && !press.shiftKey
}
