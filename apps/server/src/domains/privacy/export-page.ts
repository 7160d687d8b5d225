/** What one table holds on the person. */
export type Held = { table: string; rows: Record<string, unknown>[] }

type Bundle = { business: string; at: string; held: Held[]; names: Record<string, string> }

/** The bundle as a page that opens anywhere: no script, nothing loaded, one section a kind of thing. */
export function bundlePage({ business, at, held, names }: Bundle): string {
  const sections = held.map(
    ({ table, rows }) => `<section><h2>${plainText(titleOf(table))} <small>${rows.length}</small></h2>
${rows.map(row => `<dl>${fieldsOf(row, names)}</dl>`).join('\n')}</section>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>What ${plainText(business)} holds on you</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.1rem 1rem;border-top:1px solid #ddd;padding:.6rem 0;margin:0}dt{color:#666}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}small{color:#888;font-weight:400}</style></head>
<body><h1>What ${plainText(business)} holds on you</h1>
<p>As of ${plainText(at)}. The same is in <code>data.json</code> for machines; <code>consent-proof.json</code> proves what was agreed, and says how to verify it.</p>
${sections.join('\n')}
</body></html>
`
}

const titleOf = (name: string) => {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function fieldsOf(row: Record<string, unknown>, names: Record<string, string>): string {
  return Object.entries(row)
    .filter(([, value]) => value !== null && value !== '' && !isEmpty(value))
    .map(([name, value]) => `<dt>${plainText(titleOf(name))}</dt><dd>${plainText(shown(value, names))}</dd>`)
    .join('')
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0

function shown(value: unknown, names: Record<string, string>): string {
  if (typeof value === 'string') return names[value] ?? value
  if (Array.isArray(value)) return value.map(one => shown(one, names)).join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, part]) => `${name}: ${shown(part, names)}`)
      .join('\n')
  return String(value)
}

const plainText = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
