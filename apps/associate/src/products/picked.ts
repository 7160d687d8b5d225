/** What somebody chose: a colour and size of a product; where the product alone was asked for, perhaps without them. */
export type Picked<Variant extends string | null = string> = {
  productId: string
  name: string
  variantId: Variant
  from: 'search' | 'scan'
}
