import type { CustomerRow } from '@rapport/contract'
import { Sheet } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { Addressees } from '../../conversations/search/addressees.tsx'

/** Who is meant: the store's customers, last contacted first. */
export const WhomSheet = (props: {
  title: string
  onClose: () => void
  onPick: (customer: CustomerRow) => void
}) => {
  const { t } = useTranslation()
  return (
    <Sheet opened onClose={props.onClose} title={props.title} closeLabel={t('app.close')} tall>
      <Addressees onPick={props.onPick} />
    </Sheet>
  )
}
