/** The sheet in which it is paid. */
export type PayWay = 'till' | 'qr'
