import { Button } from '@mantine/core'
import { EmptyState, exactTime, moneyExactly, SkeletonRows, useLocale } from '@rapport/ui'
import { IconHourglass } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Facts } from '../parts/facts.tsx'
import form from '../parts/form.module.css'
import { LoadFailed } from '../parts/load-failed.tsx'
import { DetailHead } from '../parts/page.tsx'
import { useStuck } from './stuck-list.tsx'

/** One thing that takes too long: what it is, what it means for the customer, and what to do. */
export const StuckDetail = ({ stuckId }: { stuckId: string }) => {
  const { t } = useTranslation()
  const locale = useLocale()
  const query = useStuck()
  const one = query.data?.pages.flatMap(page => page.items).find(each => each.id === stuckId)
  const { amountMinor = null, currency = null } = one ?? {}
  return (
    <div className={form.form}>
      <DetailHead
        title={one ? t(`payments.stuck.step.${one.step}`) : t('payments.view.stuck')}
        back={{ to: '/payments', search: true }}
      />
      {query.error && !one && <LoadFailed error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <SkeletonRows label={t('app.loading')} rows={4} />}
      {query.isSuccess && !one && (
        <EmptyState icon={<IconHourglass aria-hidden />} text={t('payments.stuck.over')} />
      )}
      {one && (
        <>
          <p>{t(`payments.stuck.means.${one.step}`)}</p>
          <Facts
            facts={[
              [
                t('payments.amount'),
                amountMinor === null || currency === null
                  ? null
                  : moneyExactly(amountMinor, currency, locale.language),
              ],
              [t('payments.reference'), <code key="reference">{one.reference}</code>],
              [t('payments.stuck.since'), exactTime(one.since, locale)],
              [t('payments.stuck.why'), one.why],
            ]}
          />
          <section aria-labelledby="to-do">
            <h3 id="to-do" className="d16">
              {t('payments.stuck.toDo')}
            </h3>
            <p>{t(`payments.stuck.do.${one.step}`)}</p>
          </section>
          {one.paymentId && (
            <div className={form.acts}>
              <Button
                variant="light"
                renderRoot={root => (
                  <Link
                    to="/payments/$paymentId"
                    params={{ paymentId: one.paymentId ?? '' }}
                    search={before => before}
                    {...root}
                  />
                )}
              >
                {t('payments.stuck.openPayment')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  )
}
