import type { CustomerFilter } from '@rapport/contract'

/** What a section of the sheet works on: the filter as chosen so far, and how to change it. */
export type Part = { filter: CustomerFilter; onChange: (filter: CustomerFilter) => void }
