import { useTranslation } from 'react-i18next'

/** «Add 38», «Add XL»; but not «Add One size». */
const sayable = /\d|^.{1,4}$/u

/** How a button says what it adds. */
export const useAddWords = () => {
  const { t } = useTranslation()
  /** The size, where it can be said on a button. */
  const says = (size: string | null) => (size !== null && sayable.test(size) ? size : null)
  return {
    says,
    add: (size: string | null) => {
      const said = says(size)
      return said ? t('products.addSize', { size: said }) : t('products.addOne')
    },
  }
}
