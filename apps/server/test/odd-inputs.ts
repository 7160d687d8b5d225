import { z } from 'zod'

type Shape = {
  type?: string | string[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  properties?: Record<string, Shape>
  additionalProperties?: Shape | boolean
  items?: Shape
  prefixItems?: Shape[]
  enum?: unknown[]
  const?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
}
type Path = readonly (string | number)[]

/**
 * Inputs that a schema takes, each the sample with one odd value in it: the ends of ranges, nothing, very much, other
 * scripts, far dates, things nobody has, each choice there is.
 */
export function oddInputs(schema: z.ZodType, sample: unknown): unknown[] {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  const inputs = new Map<string, unknown>()
  for (const { path, value } of oddPlaces(shape, sample, [])) {
    const input = put(sample, path, value)
    if (schema.safeParse(input).success) inputs.set(JSON.stringify(input), input)
  }
  return [...inputs.values()]
}

function* oddPlaces(shape: Shape, sample: unknown, path: Path): Generator<{ path: Path; value: unknown }> {
  if (path.length > 6 || sample instanceof Blob) return
  for (const value of oddValues(shape, sample)) yield { path, value }
  for (const part of [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])])
    yield* oddPlaces(part, sample, path)
  for (const [key, inner] of Object.entries(shape.properties ?? {}))
    yield* oddPlaces(inner, (sample as Record<string, unknown> | undefined)?.[key], [...path, key])
  for (const [index, inner] of (shape.prefixItems ?? (shape.items ? [shape.items] : [])).entries())
    yield* oddPlaces(inner, (sample as unknown[] | undefined)?.[index], [...path, index])
  if (typeof shape.additionalProperties === 'object')
    for (const key of ['x', 'de', 'constructor', 'EUR'])
      yield* oddPlaces(shape.additionalProperties, undefined, [...path, key])
}

function oddValues(shape: Shape, sample: unknown): unknown[] {
  const { type, minimum, maximum, maxLength, maxItems } = shape
  if (shape.enum) return shape.enum
  if ('const' in shape) return [shape.const]
  const of = (kind: string) => type === kind || (Array.isArray(type) && type.includes(kind))
  if (of('null')) return [null]
  if (of('boolean')) return [true, false]
  if (of('integer') || of('number'))
    return [minimum, maximum, 0, 1, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 1e12, Number.MAX_SAFE_INTEGER].filter(
      value => value !== undefined,
    )
  if (of('string')) return [...oddTexts, 'ß'.repeat(maxLength ?? 3000)]
  if (of('array')) {
    const [first] = (sample ?? []) as unknown[]
    const many =
      first === undefined ? [] : [[first, first], Array(Math.min(maxItems ?? 300, 300)).fill(first)]
    return [[], ...many]
  }
  return type === undefined && !shape.anyOf && !shape.oneOf ? [...oddTexts, 0, -1, true, null, [], {}] : []
}

const oddTexts = [
  '',
  ' ',
  '0',
  '\'"%_\\;--',
  '🧣\u202eİß',
  '9'.repeat(40),
  '+491',
  'https://example.com/a b',
  'XXX',
  'Etc/GMT+12',
  '0001-01-01',
  '9999-12-31',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '00000000-0000-4000-8000-000000000000',
]

/** The same with this value there; what is missing on the way is made. */
function put(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (typeof key === 'number') {
    const list = Array.isArray(whole) ? [...whole] : []
    list[key] = put(list[key], rest, value)
    return list
  }
  const fields = (whole ?? {}) as Record<string, unknown>
  return { ...fields, [key]: put(fields[key], rest, value) }
}
