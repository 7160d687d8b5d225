const most = 8
const keyOf = (staffId: string) => `rapport:products:${staffId}`

/** The products that this person showed or shared last on this device, the latest first. */
export function recentProducts(staffId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(staffId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(each => typeof each === 'string').slice(0, most) : []
  } catch {
    return []
  }
}

/** Remembers that a product was shown. */
export function rememberProduct(staffId: string, productId: string): void {
  try {
    const others = recentProducts(staffId).filter(each => each !== productId)
    localStorage.setItem(keyOf(staffId), JSON.stringify([productId, ...others].slice(0, most)))
  } catch {
    // A browser may forbid storage; then nothing is remembered.
  }
}
