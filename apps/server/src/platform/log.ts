import { pino } from 'pino'

/** Structured log; message bodies and addresses never go in. */
export function createLog(level: string) {
  return pino({
    level,
    redact: ['req.headers.cookie', 'req.headers.authorization', 'body', 'password'],
    ...(process.stdout.isTTY
      ? { transport: { target: 'pino-pretty', options: { ignore: 'pid,hostname' } } }
      : {}),
  })
}
export type Log = ReturnType<typeof createLog>
