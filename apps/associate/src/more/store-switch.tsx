import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../shell/session.ts'
import { chooseStore, useStore } from '../shell/store-choice.ts'

/** The store on the screen; a choice when there is more than one. */
export const StoreSwitch = () => {
  const { t } = useTranslation()
  const { staff, stores } = useSession()
  const store = useStore()
  return (
    <NativeSelect
      label={t('more.store')}
      value={store.id}
      disabled={stores.length < 2}
      onChange={event => chooseStore(staff.id, event.currentTarget.value)}
      data={stores.map(({ id, name, city }) => ({
        value: id,
        label: city && !name.includes(city) ? `${name}, ${city}` : name,
      }))}
    />
  )
}
