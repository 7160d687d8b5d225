/** One verb of a TwiML document, with the nouns inside it. */
export interface TwimlVerb {
  name: string
  attributes: Record<string, string>
  text: string
  children: TwimlVerb[]
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const token =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)|</g

function decode(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name[0] !== '#') return entities[name] ?? whole
    return String.fromCodePoint(Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1)))
  })
}

/** Reads a TwiML answer; undefined when it is not XML with a `Response` at its root. */
export function parseTwiml(xml: string): TwimlVerb[] | undefined {
  const root: TwimlVerb = { name: '', attributes: {}, text: '', children: [] }
  const open = [root]
  for (const [whole, closing, name, attributes = '', empty, text] of xml.trim().matchAll(token)) {
    const inside = open.at(-1)
    if (!inside || whole === '<') return undefined
    if (text !== undefined) inside.text += decode(text)
    else if (closing && name) {
      if (open.pop()?.name !== name) return undefined
    } else if (name) {
      const verb: TwimlVerb = { name, attributes: attributesOf(attributes), text: '', children: [] }
      inside.children.push(verb)
      if (!empty) open.push(verb)
    }
  }
  const [response, ...others] = root.children
  const whole = open.length === 1 && others.length === 0 && root.text.trim() === ''
  return whole && response?.name === 'Response' ? response.children : undefined
}

function attributesOf(written: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', , double, single] of written.matchAll(/([\w:.-]+)\s*=\s*("([^"]*)"|'([^']*)')/g)) {
    found[name] = decode(double ?? single ?? '')
  }
  return found
}
