import { notifications } from '@mantine/notifications'
import { api } from '@rapport/client'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../../i18n/refusal-text.ts'
import type { Picked } from '../../../products/picked.ts'
import { ProductPicker } from '../../../products/product-picker.tsx'

/** Finds a product and gives its link, with the words that go with it. */
export function ProductLink(props: {
  storeId: string
  customerId: string
  onClose: () => void
  onLink: (text: string) => void
}) {
  const { storeId, customerId } = props
  const { t } = useTranslation()
  const say = useRefusalText()
  const link = useMutation({
    mutationFn: ({ productId, variantId }: Picked<string | null>) =>
      api.catalog.link({ storeId, customerId, productId, ...(variantId ? { variantId } : {}) }),
    onSuccess: ({ text }) => props.onLink(text),
    onError: error =>
      void notifications.show({ message: say(error), closeButtonProps: { 'aria-label': t('app.close') } }),
  })
  return (
    <ProductPicker
      wants="product"
      title={t('products.pickLink')}
      onClose={props.onClose}
      onPick={picked => link.mutate(picked)}
    />
  )
}
