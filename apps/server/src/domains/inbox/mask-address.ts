/** An address with its middle hidden, enough to tell two apart: `+49 171 •• 4482`. */
export function maskAddress(shown: string): string {
  if (shown.includes('@')) return shown.replace(/^(.).*(@.*)$/, '$1••$2')
  const parts = shown.split(' ')
  const digits = shown.replace(/\D/g, '')
  return parts.length > 2
    ? `${parts[0]} ${parts[1]} •• ${digits.slice(-4)}`
    : `${shown.slice(0, 6)} •• ${digits.slice(-4)}`
}
