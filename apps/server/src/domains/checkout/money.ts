/** The money that pays a cart. */
export type Money = {
  kind: 'link' | 'terminal' | 'cash'
  reference: string
  linkId: string | null
  method: string | null
  methodDetail: string | null
  paidAt: Date
  /** Who took it in the store. */
  takenBy: { id: string; firstName: string } | null
}
