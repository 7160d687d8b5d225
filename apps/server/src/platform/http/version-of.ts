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
