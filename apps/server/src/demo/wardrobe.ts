import { type Goods, goods } from './boutique.ts'
import type { Chance } from './chance.ts'
import type { Person } from './script.ts'

/** What someone wears: one size of each system that is theirs. */
export type Wardrobe = { garment: string; shoes: string; alpha: string; departments: readonly string[] }

const shared = ['Bags', 'Accessories', 'Home']

export function wardrobeOf(person: Person, chance: Chance): Wardrobe {
  const pronoun = person.pronoun ?? chance.pick(['she', 'he'] as const)
  const women = pronoun === 'she' || (pronoun === 'they' && chance.is(50))
  const n = chance.pick([0, 1, 1, 2, 2, 2, 3, 3, 4, 5])
  return {
    garment: women ? String(34 + n * 2) : String(46 + n * 2),
    shoes: String((women ? 36 : 40) + Math.min(5, Math.max(0, n + chance.int(2)))),
    alpha: ['S', 'M', 'M', 'L', 'L', 'XL'][n] ?? 'M',
    departments: [...shared, ...(women ? ['Women', 'Shoes'] : ['Men', 'Men', 'Shoes'])],
  }
}

/** The size of these goods that they would take; undefined when there is none for them. */
export function sizeFor(one: Goods, wardrobe: Wardrobe): string | undefined {
  const wanted = {
    'EU women': wardrobe.garment,
    'EU shoes': wardrobe.shoes,
    Alpha: wardrobe.alpha,
    'One size': 'One size',
    'EU shoes, from–to': Number(wardrobe.shoes) <= 40 ? '36-40' : '41-46',
  }[one.size_system]
  return wanted && one.sizes.includes(wanted) ? wanted : undefined
}

/** The goods that are theirs to choose from. */
export const goodsFor = (wardrobe: Wardrobe): readonly Goods[] =>
  goods.filter(one => wardrobe.departments.includes(one.department) && sizeFor(one, wardrobe) !== undefined)
