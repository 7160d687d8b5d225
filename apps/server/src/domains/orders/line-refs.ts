type Line = { externalId?: string | null | undefined }

/** How returns and deliveries name the order's lines: by external id (of several alike the first), or by place from 1. */
export function lineFinder(lines: readonly Line[]): (ref: string | number) => number | undefined {
  const byId = new Map<string, number>()
  lines.forEach((line, n) => {
    if (line.externalId && !byId.has(line.externalId)) byId.set(line.externalId, n + 1)
  })
  return ref => (typeof ref === 'string' ? byId.get(ref) : ref <= lines.length ? ref : undefined)
}
