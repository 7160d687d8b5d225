import { invalid } from '../refusal.ts'

/**
 * The version that an `If-Match` header names, as `"7"`, `W/"7"` or `7`; `*` and no header name none.
 * @throws Refusal INVALID when it is no version of ours
 */
export function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined
  const [, version] = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(ifMatch) ?? []
  if (version === undefined) throw invalid('If-Match is a version, as in If-Match: "7".')
  return Number(version)
}

/**
 * What is asked, meant for the version that `If-Match` names as well as for that of the request itself.
 * @throws Refusal INVALID when the two are not one
 */
export function meantFor<Input>(input: Input, ifMatch: string | undefined): Input {
  const named = versionOf(ifMatch)
  if (named === undefined) return input
  const { version = named } = input as { version?: number }
  if (version !== named)
    throw invalid(`If-Match names version ${named}, and the request itself version ${version}. State one.`)
  return { ...input, version }
}
