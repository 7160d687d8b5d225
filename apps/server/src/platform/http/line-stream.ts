import { PassThrough } from 'node:stream'
import { longestLine, mostLines, ndjson } from '@rapport/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { apart } from '../apart.ts'
import { inTx, type StaffCtx } from '../context.ts'
import { type Line, linesOf } from './lines.ts'
import { type ApiContext, mayCall, refusalBody } from './operations.ts'

/** Takes some values in one transaction, and says of each what became of it, in their order. */
export type TakeLines = (ctx: StaffCtx, values: unknown[]) => Promise<readonly object[]>

type Operation = { '~orpc': { meta: { access?: string }; route: { path?: string } } }
type Stream = {
  operation: Operation
  take: TakeLines
  /** Lines that have none of these in common may be taken at the same time. Without it all are taken in their order. */
  keysOf?(value: unknown): readonly string[]
  /** Who calls; null when that was answered already. */
  enter(request: FastifyRequest, reply: FastifyReply): Promise<ApiContext | null>
}

// Long enough that a transaction's costs are shared, short enough that its locks are.
const batchLines = 250
// While the database writes for one, the other reads, decides and sends.
const lanes = 2
const batchBytes = 2 * 1024 * 1024

/**
 * An operation that reads lines and answers each while it reads: `streamed` of the contract. Of the lines at most a batch
 * is held. The answer is never waited for: many clients send everything before they read, and its length has a limit.
 */
export function serveLines(scope: FastifyInstance, stream: Stream): void {
  const { operation, enter } = stream
  const { meta, route } = operation['~orpc']
  // A colon would begin a parameter.
  scope.post(`/api/v1${route.path?.replace(':', '::')}`, async (request, reply) => {
    const context = await enter(request, reply)
    if (!context) return reply
    const refusal = mayCall(context.viewer, meta.access)
    if (refusal) return reply.code(refusal.status).send(refusalBody(refusal))
    const answer = new PassThrough()
    const over = new AbortController()
    reply.raw.once('close', () => over.abort())
    answerLines(context, request, stream, answer, over.signal).finally(() => answer.end())
    return reply.type(ndjson).send(answer)
  })
}

async function answerLines(
  context: ApiContext,
  request: FastifyRequest,
  stream: Stream,
  answer: PassThrough,
  over: AbortSignal,
): Promise<void> {
  let batch: Line[] = []
  let bytes = 0
  let reached = 0
  // The first answer comes early, so that whoever waits for it sees that all is well.
  let most = batchLines
  const say = (number: number, result: object) =>
    answer.write(`${JSON.stringify({ line: number, ...result })}\n`)
  const flush = async () => {
    const results = await answersTo(context, batch, stream)
    batch.forEach(({ number }, n) => {
      say(number, results[n] ?? {})
    })
    reached = batch.at(-1)?.number ?? reached
    batch = []
    bytes = 0
    if (stream.keysOf) most = batchLines * lanes
  }
  try {
    for await (const lines of linesOf(request.raw, longestLine)) {
      for (const line of lines) {
        if (line.number > mostLines) {
          await flush()
          say(
            line.number,
            refused('TOO_MANY_LINES', `Send at most ${mostLines} lines at a time; the rest was not read.`),
          )
          return
        }
        batch.push(line)
        bytes += 'text' in line ? line.text.length : 0
        if (batch.length >= most || bytes >= batchBytes) await flush()
        if (over.aborted) return
      }
    }
    await flush()
  } catch (error) {
    // Whoever hung up is not told; what was answered is kept.
    if (over.aborted || request.raw.destroyed) return
    context.runtime.log.error({ err: error, requestId: context.requestId }, 'an import broke off')
    say(
      reached + 1,
      refused(
        'BROKEN_OFF',
        `From line ${reached + 1} on it is not certain what was kept. Send those lines again: nothing is recorded twice.`,
      ),
    )
  }
}

async function answersTo(
  context: ApiContext,
  batch: readonly Line[],
  { take, keysOf }: Stream,
): Promise<object[]> {
  const { viewer, runtime, ip } = context
  if (!viewer || batch.length === 0) return []
  const read = batch.map(parsed)
  const values = read.flatMap(one => ('value' in one ? [one.value] : []))
  const groups = keysOf ? apart(values, keysOf, lanes) : [[...values.keys()]]
  const taken = new Array<object>(values.length)
  const done = await Promise.allSettled(
    groups
      .filter(group => group.length > 0)
      .map(async group => {
        const outcomes = await inTx(runtime, { kind: 'staff', staffId: viewer.staffId, ip }, ctx =>
          take(
            { ...ctx, viewer },
            group.map(n => values[n]),
          ),
        )
        group.forEach((n, place) => {
          taken[n] = outcomes[place] ?? {}
        })
      }),
  )
  for (const one of done) if (one.status === 'rejected') throw one.reason
  let next = 0
  return read.map(one => ('value' in one ? (taken[next++] ?? {}) : one))
}

function parsed(line: Line): { value: unknown } | ReturnType<typeof refused> {
  if (!('text' in line))
    return line.unreadable === 'too_long'
      ? refused('LINE_TOO_LONG', `A line may have ${longestLine / 1024} KB.`)
      : refused('NOT_UTF8', 'This line is not UTF-8. Save the file in that encoding.')
  try {
    return { value: JSON.parse(line.text) }
  } catch {
    return refused('NOT_JSON', 'This line is not JSON. Write one object a line.')
  }
}

const refused = (code: string, message: string) => ({ outcome: 'refused' as const, code, message })
