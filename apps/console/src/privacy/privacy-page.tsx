import { useMay } from '@rapport/client'
import { useTranslation } from 'react-i18next'
import { Page } from '../parts/page.tsx'
import { OnePerson } from './one-person.tsx'
import css from './privacy.module.css'
import { Retention } from './retention.tsx'

/** How long what is kept; and what is held on one person, to hand out, to erase, and who looked at it (CUS-8). */
export const PrivacyPage = () => {
  const { t } = useTranslation()
  const manages = useMay('privacy.manage')
  return (
    <Page title={t('nav.privacy')} about={t('privacy.about')}>
      {manages && (
        <section className={css.part} aria-labelledby="retention">
          <h2 id="retention" className="d20">
            {t('privacy.retention')}
          </h2>
          <Retention />
        </section>
      )}
      <section className={css.part} aria-labelledby="person">
        <h2 id="person" className="d20">
          {t('privacy.person')}
        </h2>
        <OnePerson />
      </section>
    </Page>
  )
}
