/** What the list shows when its address names none of these: all payments. */
export const otherViews = ['problem', 'kept', 'refunds', 'stuck'] as const
export const paymentViews = ['all', ...otherViews] as const
