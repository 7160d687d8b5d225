import type { ReactNode } from 'react'

/** Something one can go to, or begin. */
export type Found = { id: string; label: string; detail?: string; icon: ReactNode; go: () => void }
export type FoundGroup = { name: string; items: readonly Found[] }

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Those whose words begin with every word that was typed: «del se» finds «Selling · Delivery». */
export function fitting<Item extends { label: string }>(items: readonly Item[], typed: string): Item[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean)
  return items.filter(({ label }) => {
    const words = fold(label).split(/[^\p{L}\p{N}]+/u)
    return wanted.every(begun => words.some(word => word.startsWith(begun)))
  })
}
