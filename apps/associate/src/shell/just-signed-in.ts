let flag = false

/** Sign-in sets it, the banner takes it: told once, not on every reload. */
export const justSignedIn = {
  set: (): void => {
    flag = true
  },
  take: (): boolean => {
    const was = flag
    flag = false
    return was
  },
}
