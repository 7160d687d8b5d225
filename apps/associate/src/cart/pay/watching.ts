const watched = new Set<string>()

/** A cart whose payment someone here is looking at: the screen says so itself, no notice has to. */
export const watchPayment = (cartId: string): (() => void) => {
  watched.add(cartId)
  return () => watched.delete(cartId)
}

export const isWatched = (cartId: string): boolean => watched.has(cartId)
