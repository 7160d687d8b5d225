import type { Person } from '../script.ts'

/** The test store writes to its allow-list only; the third of these is not on it. */
export const castTest: readonly Person[] = [
  {
    first: 'Testphone',
    last: 'Luca',
    pronoun: null,
    language: 'en',
    country: 'DE',
    city: 'Berlin',
    phones: ['+491713920090'],
    stores: ['test'],
    since: '2025-01-10',
    threads: [
      {
        store: 'test',
        settled: true,
        lines: [
          ['9d 10:05', 'luca?', 'Testing the new introduction, please ignore.'],
          ['+2m', '<', 'yes'],
          ['+2m', 'luca', 'Works. Umlauts too: äöüß, and an emoji: 🧥'],
          ['+1m', '<', 'All there'],
        ],
      },
    ],
  },
  {
    first: 'Testphone',
    last: 'Clara',
    pronoun: null,
    language: 'de',
    country: 'DE',
    city: 'Berlin',
    phones: ['+491713920091'],
    stores: ['test'],
    since: '2025-01-10',
    threads: [],
  },
  {
    first: 'Not',
    last: 'Listed',
    pronoun: null,
    language: 'en',
    country: 'DE',
    city: 'Berlin',
    phones: ['+491713920093'],
    stores: ['test'],
    since: '2025-01-10',
    threads: [],
  },
]
