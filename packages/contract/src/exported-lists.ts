/** Lists that can be taken as a file. Without zod, so that browsers can take it alone. */
export const exportedLists = [
  'payments',
  'refunds',
  'stuckPayments',
  'ambiguousOrders',
  'duplicates',
  'imports',
  'apiKeys',
  'audit',
  'taxRates',
] as const
export type ExportedList = (typeof exportedLists)[number]
/** Those that name customers. */
export const listsOfPeople: readonly ExportedList[] = ['payments', 'ambiguousOrders', 'duplicates']
