export interface RetryPolicy {
  retries: number
  /** Whether an attempt that ended with this status (none: no connection) is tried again. */
  again(status: number | undefined): boolean
}

/** Reads Twilio's connection overrides from a webhook URL's fragment, as in `#rc=5&rp=all`. */
export function retryPolicyOf(fragment: string): RetryPolicy {
  const given = new URLSearchParams(fragment)
  const rules = (given.get('rp') ?? 'ct').split(',')
  const wanted = Number(given.get('rc') ?? 1)
  return {
    retries: Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), 5) : 1,
    again(status) {
      if (status === undefined) return true
      if (status < 400) return false
      return rules.includes('all') || rules.includes(status < 500 ? '4xx' : '5xx')
    },
  }
}
