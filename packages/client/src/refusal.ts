import { ORPCError } from '@orpc/client'

/** A "no" of the server with its code, or what kept us from asking. */
export type Refusal = { code: string; data: unknown }

/** What went wrong, as a code that has a sentence under `refusal.*`. */
export const refusalOf = (error: unknown): Refusal => {
  if (error instanceof ORPCError)
    return { code: error.status >= 500 ? 'BROKEN' : error.code, data: error.data }
  return { code: error instanceof TypeError ? 'NO_CONNECTION' : 'BROKEN', data: undefined }
}

/** Trying again cannot help: the server understood and said no. */
export const isFinal = (error: unknown): boolean =>
  error instanceof ORPCError && error.status >= 400 && error.status < 500 && error.status !== 429
