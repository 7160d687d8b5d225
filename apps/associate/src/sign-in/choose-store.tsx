import { FrontDoor, Tag } from '@rapport/ui'
import { IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../shell/session.ts'
import { chooseStore } from '../shell/store-choice.ts'
import css from './choose-store.module.css'
import door from './front-door.module.css'

/** For those who work in more than one store: where are they today? */
export const ChooseStore = () => {
  const { t } = useTranslation()
  const { business, staff, stores } = useSession()
  return (
    <FrontDoor house={business.name} title={t('stores.title')}>
      <p className={door.under}>{stores.length === 0 ? t('stores.none') : t('stores.hint')}</p>
      <ul className={css.stores}>
        {stores.map(store => (
          <li key={store.id}>
            <button type="button" className={css.store} onClick={() => chooseStore(staff.id, store.id)}>
              <span>
                <span className="d16">{store.name}</span>
                <span className={css.city}>{store.city}</span>
              </span>
              {store.kind !== 'production' && <Tag tone="warn">{t('more.test')}</Tag>}
              <IconChevronRight size={20} stroke={1.7} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </FrontDoor>
  )
}
