/** A purchase that is told, not dealt. When: a date, or as in `momentOf`. Whose: key of the person of the cast. */
export type ToldPurchase = {
  when: string
  by: string
  store: string
  /** `camel-coat/camel/38`; what came back and what was exchanged says so. */
  goods: readonly (string | { item: string; back: string } | { item: string; for: string })[]
}

/** What the design says of Priya: 14 purchases since March 2023, € 4,346 in all, rarely returns, wears 38, shoes 39. */
const priyasPurchases: readonly ToldPurchase[] = [
  { when: '2023-03-11', by: 'maya', store: 'berlin', goods: ['striped-top/navy/38'] },
  { when: '2023-05-20', by: 'maya', store: 'berlin', goods: ['shirt-dress/slate/38'] },
  { when: '2023-09-16', by: 'theo', store: 'berlin', goods: ['jeans/indigo/38'] },
  { when: '2023-11-25', by: 'maya', store: 'berlin', goods: ['wool-scarf/bottle/one-size'] },
  { when: '2024-02-17', by: 'maya', store: 'berlin', goods: ['cigarette-trousers/black/38'] },
  {
    when: '2024-04-27',
    by: 'maya',
    store: 'berlin',
    goods: ['loafer/cognac/39', { item: 'ballet-flat/blush/39', back: 'They pinched after an hour.' }],
  },
  { when: '2024-06-22', by: 'maya', store: 'berlin', goods: ['slip-dress/moss/38'] },
  {
    when: '2024-09-14',
    by: 'theo',
    store: 'berlin',
    goods: [{ item: 'cardigan/sage/36', for: 'cardigan/sage/38' }],
  },
  { when: '2024-11-02', by: 'maya', store: 'berlin', goods: ['leather-jacket/black/38'] },
  { when: '2025-02-14', by: 'maya', store: 'hamburg', goods: ['pleated-skirt/bottle/38'] },
  { when: '2025-10-18', by: 'maya', store: 'berlin', goods: ['knit-dress/black/38'] },
  { when: '2026-03-07', by: 'maya', store: 'berlin', goods: ['trench-coat/sand/38', 'pump/black/39'] },
  { when: '2026-05-16', by: 'maya', store: 'berlin', goods: ['linen-blazer/sand/38'] },
  {
    when: 'sat 17:40',
    by: 'maya',
    store: 'berlin',
    goods: ['watch/cognac/one-size', 'silk-scarf/terracotta/one-size'],
  },
]

/** What the others in the picture of the customers' list bought last. */
const lastBought = (when: string, goods: ToldPurchase['goods']): readonly ToldPurchase[] => [
  { when, by: 'maya', store: 'berlin', goods },
]
export const toldPurchases: Readonly<Record<string, readonly ToldPurchase[]>> = {
  'Priya Raman': priyasPurchases,
  'Inès Laurent': lastBought('14d 15:10', ['slip-dress/moss/36']),
  'Aiko Tanabe': lastBought('36d 12:20', ['crew-jumper/oat/m']),
  'Nadia Benali': lastBought('40d 16:45', ['wide-trousers/anthracite/38']),
  'Ewa Kowalska': lastBought('64d 11:30', ['saddle-bag/bottle/one-size']),
  'Margarethe von Stetten': lastBought('68d 14:05', [
    'camel-coat/camel/42',
    'cable-jumper/ivory/l',
    'roll-neck/black/42',
  ]),
}
