/** What a shop system gave cannot be an order; the sentence says why. */
export class ShapeProblem extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ShapeProblem'
  }
}
