import { Sheet } from '@rapport/ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../shell/session.ts'
import type { Picked } from './picked.ts'
import { PickProduct } from './picker/pick-product.tsx'
import { PickVariant } from './picker/pick-variant.tsx'
import { rememberProduct } from './recent.ts'
import { ScanSheet } from './scan/scan-sheet.tsx'
import { useByCode } from './use-by-code.ts'

type Wants =
  /** Colour and size are chosen too, as a cart needs them. */
  | { wants: 'variant'; onPick: (picked: Picked) => void }
  /** The product will do, as for a link; a scanned label still says which variant. */
  | { wants: 'product'; onPick: (picked: Picked<string | null>) => void }
type Props = Wants & {
  title?: string
  onClose: () => void
  /** Begins with the scanner. */
  scan?: boolean
}

/**
 * A sheet that finds a product: by search, by scan, or among those shown lately. It stays open after a choice: whoever
 * opened it closes it. Its texts are of the room «products».
 */
export const ProductPicker = (props: Props) => {
  const { t } = useTranslation()
  const { staff } = useSession()
  const byCode = useByCode()
  const [scanning, setScanning] = useState(props.scan === true)
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const pick = (picked: Picked) => {
    rememberProduct(staff.id, picked.productId)
    props.onPick(picked)
  }
  if (scanning)
    return (
      <ScanSheet
        onClose={() => (props.scan ? props.onClose() : setScanning(false))}
        onCode={async code => {
          const { product, variantId } = await byCode(code)
          if (!props.scan) setScanning(false)
          pick({ productId: product.id, name: product.name, variantId, from: 'scan' })
        }}
      />
    )
  return (
    <Sheet
      opened
      onClose={props.onClose}
      title={chosen ? chosen.name : (props.title ?? t('products.pickTitle'))}
      closeLabel={t('app.close')}
      tall
    >
      {chosen ? (
        <PickVariant
          productId={chosen.id}
          onBack={() => setChosen(null)}
          onPick={variantId => pick({ productId: chosen.id, name: chosen.name, variantId, from: 'search' })}
        />
      ) : (
        <PickProduct
          words={words}
          onWords={setWords}
          onScan={() => setScanning(true)}
          onPick={product => {
            if (props.wants === 'variant') return setChosen(product)
            rememberProduct(staff.id, product.id)
            props.onPick({ productId: product.id, name: product.name, variantId: null, from: 'search' })
          }}
        />
      )}
    </Sheet>
  )
}
