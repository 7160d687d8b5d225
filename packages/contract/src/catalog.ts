import { z } from 'zod'
import { GivenCurrency } from './currencies.ts'
import { operation } from './operation.ts'
import { Id, Instant, Language, page, pageInput } from './shapes.ts'
import { streamed } from './streamed.ts'

/** ISO 4217, upper case. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)
// biome-ignore lint/suspicious/noControlCharactersInRegex: that one is what is refused.
const keepable = /^[^\u0000\ud800-\udfff]*$/u
/** A text that a database can keep: no character of code zero, and no half of a surrogate pair. */
export const plainText = (max: number) =>
  z.string().trim().max(max).regex(keepable, 'must be text, without a character of code zero or half of one')
/** Minor units: cents, pence; yen have none. Nowhere a float. */
export const AmountMinor = z.number().int().min(-1e12).max(1e12)

export const Price = z.object({ currency: Currency, amountMinor: z.number().int(), taxIncluded: z.boolean() })
export type Price = z.infer<typeof Price>

export const ProductRow = z.object({
  id: Id,
  externalId: z.string(),
  name: z.string(),
  department: z.string().nullable(),
  /** Of the first colour; a path of this server or an https address. */
  pictureUrl: z.string().nullable(),
  /** In the store's currency; the lowest when its variants differ, null when it has none there. */
  price: Price.nullable(),
  colours: z.array(z.object({ name: z.string(), hex: z.string().nullable() })),
  /** At this store, over all its variants. */
  stockHere: z.number().int(),
})
export type ProductRow = z.infer<typeof ProductRow>

export const Variant = z.object({
  id: Id,
  externalId: z.string(),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  colour: z.string().nullable(),
  colourHex: z.string().nullable(),
  size: z.string().nullable(),
  weightGrams: z.number().int().nullable(),
  active: z.boolean(),
  prices: z.array(Price),
  stockHere: z.number().int(),
  stockWarehouse: z.number().int(),
  /** Other stores that have it, the fullest first. */
  stockElsewhere: z.array(
    z.object({ storeId: Id, storeName: z.string(), sameCountry: z.boolean(), quantity: z.number().int() }),
  ),
})
export type Variant = z.infer<typeof Variant>

export const Product = z.object({
  id: Id,
  externalId: z.string(),
  name: z.string(),
  description: z.string(),
  department: z.string().nullable(),
  material: z.string().nullable(),
  care: z.string().nullable(),
  season: z.string().nullable(),
  sizeSystem: z.string().nullable(),
  active: z.boolean(),
  /** What a price of this store is in. */
  currency: Currency,
  pictures: z.array(z.object({ colour: z.string().nullable(), url: z.string() })),
  collections: z.array(z.object({ id: Id, name: z.string() })),
  variants: z.array(Variant),
  goesWith: z.array(z.object({ id: Id, name: z.string(), pictureUrl: z.string().nullable() })),
})
export type Product = z.infer<typeof Product>

export const Collection = z.object({
  id: Id,
  externalId: z.string(),
  name: z.string(),
  description: z.string(),
  /** How many of it are sold, counted to a thousand. */
  products: z.number().int(),
  /** Of its first products. */
  pictures: z.array(z.string()),
})
export type Collection = z.infer<typeof Collection>

/** What a product link in a message leads to, as the store sees it now. */
export const LinkedProduct = z.object({
  productId: Id,
  variantId: Id.nullable(),
  name: z.string(),
  colour: z.string().nullable(),
  size: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  price: Price.nullable(),
  active: z.boolean(),
  stockHere: z.number().int(),
  stockWarehouse: z.number().int(),
})
export type LinkedProduct = z.infer<typeof LinkedProduct>

const PictureInput = z.object({
  colour: plainText(60).nullish(),
  url: plainText(1000).regex(/^(https:\/\/|\/(?!\/))/, 'must be an https address or a path of this server'),
})
const PriceInput = z.object({
  currency: GivenCurrency,
  amountMinor: z.number().int().min(0).max(1e12),
  taxIncluded: z.boolean().default(true),
})
const VariantInput = z.object({
  externalId: plainText(200).min(1),
  sku: plainText(100).nullish(),
  barcode: plainText(40).nullish(),
  colour: plainText(60).nullish(),
  colourHex: z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/)
    .nullish(),
  size: plainText(40).nullish(),
  weightGrams: z.number().int().min(0).max(10_000_000).nullish(),
  prices: z.array(PriceInput).max(50).default([]),
})

/** One line of `POST /products:import`: a product as its source describes it, whole. */
export const ProductInput = z.object({
  externalId: plainText(200).min(1),
  /** When the source last changed it; an older one changes nothing here. */
  version: Instant,
  name: plainText(200).min(1),
  description: plainText(10_000).default(''),
  department: plainText(80).nullish(),
  material: plainText(200).nullish(),
  care: plainText(400).nullish(),
  season: plainText(80).nullish(),
  sizeSystem: plainText(80).nullish(),
  active: z.boolean().default(true),
  pictures: z.array(PictureInput).max(100).default([]),
  /** Unknown collections are made. */
  collections: z
    .array(
      z.object({
        externalId: plainText(200).min(1),
        name: plainText(120).min(1),
        description: plainText(2000).nullish(),
        /** Its place among the collections. */
        position: z.number().int().min(0).max(100_000).nullish(),
        /** The product's place within it; left out: after those that have one. */
        place: z.number().int().min(0).max(1_000_000).nullish(),
      }),
    )
    .max(100)
    .default([]),
  /** External ids of the products that go with it; they may come later. */
  goesWith: z.array(plainText(200).min(1)).max(50).default([]),
  variants: z.array(VariantInput).min(1).max(1000),
})
export type ProductInput = z.infer<typeof ProductInput>

/** One line of `POST /stock:import`: how many of a variant a place can promise. */
export const StockInput = z.object({
  /** External id, SKU or barcode of the variant. */
  variant: plainText(200).min(1),
  /** Id, external id or name of a store; null for the warehouse. */
  store: plainText(120).min(1).nullable(),
  quantity: z.number().int().min(-1_000_000).max(1_000_000_000),
  version: Instant,
})
export type StockInput = z.infer<typeof StockInput>

const refused = { code: z.string(), message: z.string() }

/** What became of one line; the lines of the answer are in the order of those sent. */
export const CatalogImportResult = z.discriminatedUnion('outcome', [
  z.object({ line: z.number().int(), outcome: z.enum(['created', 'updated', 'unchanged']), id: Id }),
  z.object({ line: z.number().int(), outcome: z.literal('refused'), ...refused }),
])
export type CatalogImportResult = z.infer<typeof CatalogImportResult>

export const catalog = {
  list: operation('catalog.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/products',
      tags: ['Catalog'],
      summary: 'Products by name, or of a collection in its order; search by name, SKU or barcode',
    })
    .input(
      z.object({
        storeId: Id,
        /** Forgives typing errors where nothing is spelled so. */
        q: z.string().trim().max(100).optional(),
        collectionId: Id.optional(),
        /** These and no others, in this order. */
        ids: z.array(Id).max(50).optional(),
        ...pageInput,
      }),
    )
    .output(page(ProductRow)),
  get: operation('catalog.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/products/{productId}',
      tags: ['Catalog'],
      summary: 'A product with its variants, prices, and stock here and elsewhere',
    })
    .input(z.object({ storeId: Id, productId: Id }))
    .output(Product),
  byCode: operation('catalog.read')
    .errors({
      CODE_UNKNOWN: { status: 404, message: 'No product of yours has this code.' },
      CODE_MISREAD: {
        status: 422,
        message: 'The check digit of this barcode does not fit: it was misread or mistyped. Try again.',
      },
    })
    .route({
      method: 'GET',
      path: '/stores/{storeId}/variants/by-code/{code}',
      tags: ['Catalog'],
      summary: 'What a scanned code is: EAN or UPC with or without leading zeros, SKU, or external id',
    })
    .input(z.object({ storeId: Id, code: z.string().trim().min(1).max(200) }))
    .output(z.object({ product: Product, variantId: Id })),
  link: operation('message.send')
    .route({
      method: 'POST',
      path: '/stores/{storeId}/products/{productId}/link',
      tags: ['Catalog'],
      summary:
        'The address of a product for a message, and words to send it with; the same again for the same person',
    })
    .input(
      z.object({
        storeId: Id,
        productId: Id,
        /** The colour and size that is meant. */
        variantId: Id.optional(),
        /** For whom it is: the price is written as in their language. */
        customerId: Id.optional(),
        /** How the price is written; left out: as the customer reads, else as the store writes. */
        language: Language.optional(),
      }),
    )
    .output(z.object({ url: z.string(), text: z.string() })),
  linked: operation('catalog.read')
    .route({
      method: 'GET',
      path: '/stores/{storeId}/product-links/{code}',
      tags: ['Catalog'],
      summary: 'The product that a link of this store leads to',
    })
    .input(z.object({ storeId: Id, code: z.string().min(1).max(40) }))
    .output(LinkedProduct),
  collections: operation('catalog.read')
    .route({ method: 'GET', path: '/collections', tags: ['Catalog'], summary: 'The collections, in order' })
    .input(z.object({ ...pageInput }))
    .output(page(Collection)),
}

export const catalogStreams = {
  importProducts: streamed('catalog.import', {
    path: '/products:import',
    tag: 'Catalog',
    summary: 'Create and update products: a product a line, a result a line',
    line: ProductInput,
    result: CatalogImportResult,
  }),
  importStock: streamed('catalog.import', {
    path: '/stock:import',
    tag: 'Catalog',
    summary: 'Set stock: a variant and place a line, a result a line',
    line: StockInput,
    result: CatalogImportResult,
  }),
}
