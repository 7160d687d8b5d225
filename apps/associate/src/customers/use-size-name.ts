import { useTranslation } from 'react-i18next'

/** What people wear, in the order one asks; other kinds may come from other systems. */
export const sizeKinds = ['garment', 'shoes', 'trousers', 'shirt', 'belt', 'gloves', 'hat', 'ring'] as const
type Known = (typeof sizeKinds)[number]

/** «Clothes», «Shoes»; a kind that only another system knows by its own word. */
export const useSizeName = () => {
  const { t } = useTranslation()
  return (kind: string): string =>
    (sizeKinds as readonly string[]).includes(kind)
      ? t(`sizes.${kind as Known}`)
      : kind.charAt(0).toLocaleUpperCase() + kind.slice(1).replaceAll('_', ' ')
}
