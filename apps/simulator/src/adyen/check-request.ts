import { ServiceError } from './service-error.ts'

type Kind = 'string' | 'integer' | 'boolean' | 'date-time' | 'strings' | 'object' | 'objects' | 'pairs'
type Shape = Record<string, Kind>

/** What the public description of a link request allows; anything else is refused, as there. */
const link: Shape = {
  allowedPaymentMethods: 'strings',
  amount: 'object',
  applicationInfo: 'object',
  billingAddress: 'object',
  blockedPaymentMethods: 'strings',
  captureDelayHours: 'integer',
  countryCode: 'string',
  dateOfBirth: 'string',
  deliverAt: 'date-time',
  deliveryAddress: 'object',
  description: 'string',
  expiresAt: 'date-time',
  fundOrigin: 'object',
  fundRecipient: 'object',
  installmentOptions: 'object',
  lineItems: 'objects',
  manualCapture: 'boolean',
  mcc: 'string',
  merchantAccount: 'string',
  merchantOrderReference: 'string',
  metadata: 'pairs',
  platformChargebackLogic: 'object',
  recurringProcessingModel: 'string',
  reference: 'string',
  requiredShopperFields: 'strings',
  returnUrl: 'string',
  reusable: 'boolean',
  riskData: 'object',
  shopperEmail: 'string',
  shopperLocale: 'string',
  shopperName: 'object',
  shopperReference: 'string',
  shopperStatement: 'string',
  showRemovePaymentMethodButton: 'boolean',
  socialSecurityNumber: 'string',
  splitCardFundingSources: 'boolean',
  splits: 'objects',
  store: 'string',
  storePaymentMethodMode: 'string',
  telephoneNumber: 'string',
  themeId: 'string',
  threeDS2RequestData: 'object',
}
const lineItem: Shape = {
  amountExcludingTax: 'integer',
  amountIncludingTax: 'integer',
  brand: 'string',
  color: 'string',
  description: 'string',
  id: 'string',
  imageUrl: 'string',
  itemCategory: 'string',
  manufacturer: 'string',
  marketplaceSellerId: 'string',
  productUrl: 'string',
  quantity: 'integer',
  receiverEmail: 'string',
  size: 'string',
  sku: 'string',
  taxAmount: 'integer',
  taxPercentage: 'integer',
  upc: 'string',
}
const amount: Shape = { currency: 'string', value: 'integer' }
const refund: Shape = {
  amount: 'object',
  applicationInfo: 'object',
  capturePspReference: 'string',
  enhancedSchemeData: 'object',
  lineItems: 'objects',
  merchantAccount: 'string',
  merchantRefundReason: 'string',
  reference: 'string',
  splits: 'objects',
  store: 'string',
}
const modification: Shape = { applicationInfo: 'object', merchantAccount: 'string', reference: 'string' }

const longest: Record<string, number> = {
  countryCode: 100,
  shopperLocale: 32,
  returnUrl: 8000,
  merchantOrderReference: 1000,
  shopperReference: 256,
  description: 280,
  reference: 80,
}
const storing = ['disabled', 'askForConsent', 'enabled']

/** @throws ServiceError when it is no request for a link */
export function checkLinkRequest(body: unknown): void {
  const given = checkShape('PaymentLinkRequest', body, link, ['amount', 'merchantAccount', 'reference'])
  checkAmount(given.amount)
  for (const item of (given.lineItems as unknown[]) ?? []) checkShape('LineItem', item, lineItem, [])
  const mode = given.storePaymentMethodMode
  if (mode !== undefined && !storing.includes(String(mode)))
    throw new ServiceError(400, '702', `storePaymentMethodMode is none of ${storing.join(', ')}`)
  if (
    mode !== undefined &&
    mode !== 'disabled' &&
    !(given.recurringProcessingModel && given.shopperReference)
  )
    throw new ServiceError(422, '14_004', 'recurringProcessingModel and shopperReference are required')
  if (typeof given.shopperReference === 'string' && given.shopperReference.length < 3)
    throw new ServiceError(422, '130', 'shopperReference is too short')
}

/** @throws ServiceError when it is anything but the end of a link */
export function checkUpdate(body: unknown): void {
  const given = checkShape('UpdatePaymentLinkRequest', body, { status: 'string' }, ['status'])
  if (given.status !== 'expired') throw new ServiceError(400, '702', 'status can only be set to expired')
}

/** @throws ServiceError when it is no request for a refund */
export function checkRefund(body: unknown): void {
  const given = checkShape('PaymentRefundRequest', body, refund, ['amount', 'merchantAccount'])
  checkAmount(given.amount)
}

/** @throws ServiceError when it is no request for a cancellation or a reversal */
export const checkModification = (name: string, body: unknown): void =>
  void checkShape(name, body, modification, ['merchantAccount'])

function checkAmount(given: unknown): void {
  const { currency, value } = checkShape('Amount', given, amount, ['currency', 'value'])
  if (!/^[A-Z]{3}$/.test(String(currency)))
    throw new ServiceError(422, '138', 'Unsupported currency specified')
  if (Number(value) <= 0) throw new ServiceError(422, '137', 'Invalid amount specified')
}

function checkShape(name: string, given: unknown, shape: Shape, required: string[]): Record<string, unknown> {
  if (!isObject(given)) throw new ServiceError(400, '702', `${name} is no object`)
  const unknown = Object.keys(given).filter(key => !(key in shape))
  if (unknown.length > 0)
    throw new ServiceError(
      400,
      '702',
      `Structure of ${name} contains the following unknown fields: [${unknown.join(', ')}]`,
    )
  for (const [key, value] of Object.entries(given)) {
    const kind = shape[key]
    if (kind && !is[kind](value)) throw new ServiceError(400, '702', `${name}.${key} is no ${kind}`)
    const most = longest[key]
    if (most && typeof value === 'string' && value.length > most)
      throw new ServiceError(422, '702', `${key} is longer than ${most}`)
  }
  for (const key of required)
    if (given[key] === undefined)
      throw new ServiceError(422, '702', `Required field '${key}' is not provided.`)
  return given
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isString = (value: unknown) => typeof value === 'string'
const is: Record<Kind, (value: unknown) => boolean> = {
  string: isString,
  integer: Number.isSafeInteger,
  boolean: value => typeof value === 'boolean',
  // With its offset: a time without one is anyone’s.
  'date-time': value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  strings: value => Array.isArray(value) && value.every(isString),
  object: isObject,
  objects: value => Array.isArray(value) && value.every(isObject),
  pairs: value =>
    isObject(value) &&
    Object.keys(value).length <= 20 &&
    Object.entries(value).every(
      ([key, one]) => key.length <= 20 && isString(one) && String(one).length <= 80,
    ),
}
