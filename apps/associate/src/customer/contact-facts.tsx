import type { ContactPoint, Customer } from '@rapport/contract'
import { exactDay, PressableTime, timeInSentence, useLocale, useNow } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { languageName } from '../i18n/language-names.ts'
import css from './contact-facts.module.css'
import { Fact, Facts, Section } from './section.tsx'

/** How to reach them, in which language, since when. */
export const ContactFacts = ({ customer }: { customer: Customer }) => {
  const { t, i18n } = useTranslation()
  const locale = useLocale()
  const now = useNow()
  return (
    <>
      <Section title={t('customer.contact')}>
        <Facts>
          {customer.contactPoints.map(point => (
            <Fact key={point.id} term={t(`customer.${point.kind}`)}>
              <Reach point={point} />
              {point.invalid && <span className={css.bad}>{t('customer.unreachable')}</span>}
            </Fact>
          ))}
        </Facts>
      </Section>
      <Section title={t('customer.about')}>
        <Facts>
          <Fact term={t('customer.language')}>{languageName(customer.language, i18n.language)}</Fact>
          {customer.city && <Fact term={t('customer.city')}>{customer.city}</Fact>}
          {customer.birthday && (
            <Fact term={t('customer.birthday')}>{exactDay(customer.birthday, locale)}</Fact>
          )}
          <Fact term={t('customer.since')}>{exactDay(customer.customerSince, locale)}</Fact>
          {customer.lastContactAt && (
            <Fact term={t('customer.lastContact')}>
              <PressableTime
                at={customer.lastContactAt}
                words={timeInSentence(customer.lastContactAt, now, locale)}
              />
            </Fact>
          )}
        </Facts>
      </Section>
    </>
  )
}

const Reach = ({ point }: { point: ContactPoint }) => {
  if (point.kind === 'email') return <a href={`mailto:${point.value}`}>{point.shown}</a>
  if (point.kind === 'phone') return <a href={`tel:${point.value}`}>{point.shown}</a>
  return point.shown
}
