import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Access } from './permissions.ts'

/**
 * The start of every operation: it cannot be written without saying what the caller needs.
 * @example operation('inbox.store').route({ method: 'GET', path: '/stores/{storeId}/conversations' })
 */
export const operation = (access: Access) => oc.$meta<{ access: Access }>({ access }).errors(commonRefusals)

/** Refusals that any operation may answer. */
export const commonRefusals = {
  SIGN_IN_NEEDED: { status: 401, message: 'Sign in first.' },
  API_KEY_INVALID: {
    status: 401,
    message: 'This API key is unknown, expired or revoked. An admin can make another.',
  },
  NOT_PERMITTED: { status: 403, message: 'Your role does not allow this. An admin can change that.' },
  NOT_FOUND: { status: 404, message: 'There is nothing here, or it belongs to a store that is not yours.' },
  INVALID: { status: 422, message: 'Something in the request is not as it should be.' },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    message: 'This Idempotency-Key was used for another request. Take a new one for each thing you do.',
  },
} as const

/** May this operation be told, by `version` or `If-Match`, which version of its object a change is meant for? */
export const takesVersion = (input: unknown): boolean =>
  input instanceof z.ZodObject && 'version' in input.shape
