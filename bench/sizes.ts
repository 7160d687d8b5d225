/** `10k`, `1m`: how many messages. */
export function sizeOf(text: string): number {
  const size = Number(text.replace(/k$/i, '000').replace(/m$/i, '000000'))
  if (!Number.isInteger(size) || size < 1000)
    throw new Error(`«${text}» is no number of messages; write 10k or 1m.`)
  return size
}

export const named = (size: number) => (size >= 1e6 ? `${size / 1e6}m` : `${size / 1e3}k`)
