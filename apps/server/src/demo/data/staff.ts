import type { Language } from '@rapport/contract'

export type StaffData = {
  key: string
  first: string
  last: string
  role: 'associate' | 'manager' | 'admin'
  stores: readonly string[] | 'all'
  hue: number
  /** How they sign where their name is written otherwise. */
  signs?: string
  language: Language | null
  since: string
  left?: true
}

/** What a colleague's discount above the limit is approved with. */
export const managersPin = { who: 'clara', pin: '2468' }

export const staff: readonly StaffData[] = [
  {
    key: 'maya',
    first: 'Maya',
    last: 'Lindqvist',
    role: 'associate',
    stores: ['berlin'],
    hue: 3,
    language: null,
    since: '2021-09-02',
  },
  {
    key: 'theo',
    first: 'Theo',
    last: 'Hartmann',
    role: 'associate',
    stores: ['berlin'],
    hue: 2,
    language: null,
    since: '2022-01-10',
  },
  {
    key: 'sena',
    first: 'Sena',
    last: 'Yıldız',
    role: 'associate',
    stores: ['berlin', 'hamburg'],
    hue: 4,
    language: 'de',
    since: '2022-04-07',
  },
  {
    key: 'luca',
    first: 'Luca',
    last: 'Moretti',
    role: 'associate',
    stores: ['berlin', 'test'],
    hue: 5,
    language: 'it',
    since: '2023-05-02',
  },
  {
    key: 'clara',
    first: 'Clara',
    last: 'Winter',
    role: 'manager',
    stores: ['berlin', 'test'],
    hue: 6,
    language: 'de',
    since: '2021-08-19',
  },
  {
    key: 'jule',
    first: 'Jule',
    last: 'Krämer',
    role: 'associate',
    stores: ['berlin'],
    hue: 7,
    language: 'de',
    since: '2021-09-02',
    left: true,
  },
  {
    key: 'finn',
    first: 'Finn',
    last: 'Petersen',
    role: 'associate',
    stores: ['hamburg'],
    hue: 1,
    language: 'de',
    since: '2022-04-07',
  },
  {
    key: 'wiebke',
    first: 'Wiebke',
    last: 'Harms',
    role: 'manager',
    stores: ['hamburg'],
    hue: 7,
    language: 'de',
    since: '2022-04-01',
  },
  {
    key: 'grace',
    first: 'Grace',
    last: 'Okafor',
    role: 'manager',
    stores: ['newyork'],
    hue: 2,
    language: 'en',
    since: '2022-10-03',
  },
  {
    key: 'eli',
    first: 'Eli',
    last: 'Navarro',
    role: 'associate',
    stores: ['newyork'],
    hue: 4,
    language: 'en',
    since: '2022-10-13',
  },
  {
    key: 'amara',
    first: 'Amara',
    last: 'Bello',
    role: 'manager',
    stores: ['london'],
    hue: 5,
    language: 'en',
    since: '2022-03-01',
  },
  {
    key: 'oliver',
    first: 'Oliver',
    last: 'Hughes',
    role: 'associate',
    stores: ['london'],
    hue: 1,
    language: 'en',
    since: '2023-09-11',
  },
  {
    key: 'juliette',
    first: 'Juliette',
    last: 'Moreau',
    role: 'manager',
    stores: ['paris'],
    hue: 3,
    language: 'fr',
    since: '2023-01-16',
  },
  {
    key: 'bastien',
    first: 'Bastien',
    last: 'Girard',
    role: 'associate',
    stores: ['paris'],
    hue: 6,
    language: 'fr',
    since: '2023-02-09',
  },
  {
    key: 'misaki',
    first: 'Misaki',
    signs: '佐藤',
    last: 'Satō',
    role: 'manager',
    stores: ['tokyo'],
    hue: 7,
    language: 'ja',
    since: '2024-02-01',
  },
  {
    key: 'haruto',
    first: 'Haruto',
    signs: '伊藤',
    last: 'Itō',
    role: 'associate',
    stores: ['tokyo'],
    hue: 2,
    language: 'ja',
    since: '2024-03-20',
  },
  {
    key: 'hanna',
    first: 'Hanna',
    last: 'Vogt',
    role: 'admin',
    stores: 'all',
    hue: 1,
    language: 'en',
    since: '2021-08-02',
  },
]
