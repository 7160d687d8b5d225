export const paymentViews = ['all', 'problem', 'kept', 'refunds', 'stuck'] as const
export type PaymentView = (typeof paymentViews)[number]

/** The view that an address names; all payments where it names none. */
export const viewOf = (named: unknown): PaymentView => paymentViews.find(view => view === named) ?? 'all'
