import { useTranslation } from 'react-i18next'

/** «Add 38», «Add XL»; but not «Add One size». */
const sayable = /\d|^.{1,4}$/u

/** How the button that adds says what it adds. */
export const useAddWords = () => {
  const { t } = useTranslation()
  return (size: string | null) =>
    size !== null && sayable.test(size) ? t('products.addSize', { size }) : t('products.addOne')
}
