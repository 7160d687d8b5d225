import { createContext } from 'react'

/**
 * How the device's way back closes what stands over a page, instead of leaving the page below it. The app gives it, for it
 * knows the addresses. Takes how to close; answers how to let go of the way back again.
 */
export const SheetBack = createContext<(close: () => void) => () => void>(() => () => {})
