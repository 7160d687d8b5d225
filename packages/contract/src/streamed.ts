import { z } from 'zod'
import { operation } from './operation.ts'
import type { Access } from './permissions.ts'

/** A line a thing: newline-delimited JSON. */
export const ndjson = 'application/x-ndjson'
/** Lines of one import; whoever has more sends several. */
export const mostLines = 100_000
/** Bytes of one line. */
export const longestLine = 256 * 1024

type Options = {
  path: `/${string}`
  tag: string
  summary: string
  line: z.ZodType
  result: z.ZodType
}

/**
 * An operation whose input and answer are streams of lines, read and answered while they come. Its route is the edge's
 * own, beside oRPC; permission, refusals and the document are the same as everybody's.
 * A line that cannot be taken is refused by itself, never the stream. What was answered is committed: who sends the same
 * lines again changes nothing.
 */
export const streamed = (access: Access, { path, tag, summary, line, result }: Options) =>
  operation(access)
    .route({
      method: 'POST',
      path,
      tags: [tag],
      summary,
      description: `Up to ${mostLines} lines of JSON (${ndjson}), each at most ${longestLine / 1024} KB. The answer has one line for each, in the same order, written while the lines are read.`,
      spec: current => ({
        ...current,
        requestBody: {
          required: true,
          content: { [ndjson]: { schema: schemaOf(line, 'input') } },
        },
        responses: {
          ...current.responses,
          200: {
            description: 'A result a line',
            content: { [ndjson]: { schema: schemaOf(result, 'output') } },
          },
        },
      }),
    })
    .input(z.file())
    .output(z.file())

/** As the document describes it. */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest as Record<string, unknown>
}
