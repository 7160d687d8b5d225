import type { z } from 'zod'

/**
 * What is wrong with something that was given to us, in a sentence that names the field: the first problem alone, since
 * the others often follow from it.
 * @param error of a zod parse that failed
 * @param otherwise what to say when zod says nothing
 */
export function problemOf(
  error: z.ZodError,
  otherwise = 'This is not what was expected.',
): { field: string; message: string } {
  const [issue] = error.issues
  if (!issue) return { field: '', message: otherwise }
  const field = issue.path.map(String).join('.')
  // zod tells what is missing only by the last words of its message.
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  const words = missing ? 'This is missing.' : issue.message
  return { field, message: field ? `${field}: ${words}` : words }
}
