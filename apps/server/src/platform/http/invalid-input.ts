import { ORPCError, ValidationError } from '@orpc/server'

const most = 3

/**
 * Says in the refusal itself what of the input is wrong, and where; for anything else gives back what it was given.
 * The issues themselves stay in `data.issues`.
 */
export function sayWhatIsWrong(error: unknown): unknown {
  if (!(error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError))
    return error
  const { issues } = error.cause
  const said = issues.slice(0, most).map(({ path = [], message }) => {
    const place = path.map(part => (typeof part === 'object' ? part.key : part)).join('.')
    return place ? `${place}: ${message}` : message
  })
  const more = issues.length > most ? ` (and ${issues.length - most} more, see data.issues)` : ''
  return new ORPCError('BAD_REQUEST', {
    message: `This input is not valid. ${said.join('; ')}${more}`,
    data: error.data,
    cause: error.cause,
  })
}
