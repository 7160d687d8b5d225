import { orpc } from '@rapport/client'
import { Avatar } from '@rapport/ui'
import { IconChevronRight } from '@tabler/icons-react'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listAlone } from '../../shell/search-params.ts'
import { useStore } from '../../shell/store-choice.ts'
import { ConsentHeart } from '../consent-heart.tsx'
import { useSettled } from '../filter/sheet/use-settled.ts'
import { mayBePhone, sentPhone } from '../form/phone-words.ts'
import { looksLikeEmail, type NewCustomer } from './given.ts'
import css from './similar.module.css'

/** Who it may be already, and why one thinks so: open them, or go on typing. */
export const Similar = ({ form }: { form: NewCustomer }) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const asked = useSettled(JSON.stringify(wanted(form)))
  const input = JSON.parse(asked) as ReturnType<typeof wanted>
  const something = Object.keys(input).length > 0
  const { data } = useQuery(
    orpc.customers.similar.queryOptions({
      input: something ? { storeId, ...input } : skipToken,
      placeholderData: keepPreviousData,
    }),
  )
  const candidates = something ? (data?.candidates ?? []) : []
  const certain = candidates.some(each => each.exact)
  return (
    <section className={css.similar} aria-live="polite" aria-label={t('similar.label')}>
      {candidates.length > 0 && (
        <div className={css.box} data-certain={certain || undefined}>
          <p className={css.title}>{t(certain ? 'similar.certain' : 'similar.title')}</p>
          <ul>
            {candidates.map(({ customer, reason, exact }) => (
              <li key={customer.id}>
                <Link
                  className={css.one}
                  to="/customers/$customerId"
                  params={{ customerId: customer.id }}
                  search={listAlone}
                >
                  <Avatar initials={customer.initials} hue={customer.hue} size={36} />
                  <span className={css.words}>
                    <span className={css.name}>
                      {customer.name} <ConsentHeart state={customer.heart} />
                    </span>
                    <span className="soft">
                      {[t(`similar.${exact ? 'same' : 'alike'}.${reason}`), customer.matched ?? customer.city]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  <IconChevronRight size={20} stroke={1.7} aria-hidden />
                </Link>
              </li>
            ))}
          </ul>
          <p className="soft">{t(certain ? 'similar.goOnCertain' : 'similar.goOn')}</p>
        </div>
      )}
    </section>
  )
}

/** What is known enough of to ask by. */
const wanted = ({ firstName, lastName, phone, email }: NewCustomer) => {
  const name = `${firstName} ${lastName}`.trim()
  return {
    ...(name.length > 2 ? { name } : {}),
    ...(phone.text.trim() && mayBePhone(phone) ? { phone: sentPhone(phone) } : {}),
    ...(email.includes('@') && looksLikeEmail(email) ? { email: email.trim() } : {}),
  }
}
