import type { ContactPoint, Customer } from '@rapport/contract'
import { exactDay, PressableTime, timeInSentence, useLocale, useNow } from '@rapport/ui'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../i18n/language-names.ts'
import css from './customer-card.module.css'

/** What is known: how to reach them, in which language, since when. */
export const CustomerFacts = ({ customer }: { customer: Customer }) => {
  const { t, i18n } = useTranslation()
  const locale = useLocale()
  const now = useNow()
  return (
    <>
      {customer.conversationId && (
        <Link
          className={css.conversation}
          to="/chat/$conversationId"
          params={{ conversationId: customer.conversationId }}
        >
          {t('customer.openConversation')}
          <IconChevronRight size={20} stroke={1.7} aria-hidden />
        </Link>
      )}
      <section className={css.section}>
        <h2 className="d20">{t('customer.contact')}</h2>
        <dl className={css.facts}>
          {customer.contactPoints.map(point => (
            <Fact key={point.id} term={t(`customer.${point.kind}`)}>
              <Reach point={point} />
              {point.invalid && <span className={css.bad}>{t('customer.unreachable')}</span>}
            </Fact>
          ))}
        </dl>
      </section>
      <section className={css.section}>
        <h2 className="d20">{t('customer.about')}</h2>
        <dl className={css.facts}>
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
        </dl>
      </section>
    </>
  )
}

const Fact = (props: { term: string; children: ReactNode }) => (
  <div className={css.fact}>
    <dt>{props.term}</dt>
    <dd>{props.children}</dd>
  </div>
)

const Reach = ({ point }: { point: ContactPoint }) => {
  if (point.kind === 'email') return <a href={`mailto:${point.value}`}>{point.shown}</a>
  if (point.kind === 'phone') return <a href={`tel:${point.value}`}>{point.shown}</a>
  return point.shown
}
