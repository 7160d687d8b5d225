/** 0.5 s, 1 s, 2 s … 30 s, spread by half so that a whole store does not return at once. */
export const backoffMs = (failures: number, random: number): number =>
  Math.round(Math.min(30_000, 500 * 2 ** failures) * (0.75 + random / 2))
