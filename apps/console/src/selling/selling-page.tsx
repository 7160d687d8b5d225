import { Switch } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import { SkeletonRows } from '@rapport/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { LoadFailed } from '../parts/load-failed.tsx'
import { Page } from '../parts/page.tsx'
import { DiscountLimits } from './discount-limits.tsx'
import css from './selling.module.css'
import { SellingViews } from './selling-views.tsx'

const settings = ['mixedCarts', 'customerChoosesDelivery', 'reserveStock', 'refundStrays'] as const

/** How the business sells from a distance, as sentences; and what each role may give away. */
export const SellingPage = () => {
  const { t } = useTranslation()
  return (
    <Page title={t('nav.selling')} about={t('selling.about')}>
      <SellingViews current="how" />
      <section className={css.part} aria-labelledby="how">
        <h2 id="how" className="d20">
          {t('selling.carts')}
        </h2>
        <Settings />
      </section>
      <section className={css.part} aria-labelledby="limits">
        <h2 id="limits" className="d20">
          {t('selling.limits')}
        </h2>
        <p className="soft">{t('selling.limitsAbout')}</p>
        <DiscountLimits />
      </section>
    </Page>
  )
}

const Settings = () => {
  const { t } = useTranslation()
  const query = useQuery(orpc.selling.settings.queryOptions({ staleTime: 0 }))
  if (query.error) return <LoadFailed error={query.error} onRetry={() => query.refetch()} />
  if (!query.data) return <SkeletonRows label={t('app.loading')} rows={4} />
  const { data } = query
  return settings.map(setting => <Setting key={setting} setting={setting} on={data[setting]} />)
}

/**
 * One sentence that holds or does not. The switch moves with the tap; what it says is the server's again once the last
 * tap is answered. Taps go one after another, so that the last one is also the last that the server hears.
 */
const Setting = ({ setting, on }: { setting: (typeof settings)[number]; on: boolean }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const [wanted, setWanted] = useState<boolean>()
  const mutationKey = ['selling setting', setting]
  const save = useMutation(
    orpc.selling.saveSettings.mutationOptions({
      mutationKey,
      scope: { id: 'selling settings' },
      onSuccess: saved => queryClient.setQueryData(orpc.selling.settings.queryKey(), saved),
      onError: error => notifications.show({ message: say(error) }),
      onSettled: () => {
        if (queryClient.isMutating({ mutationKey }) <= 1) setWanted(undefined)
      },
    }),
  )
  return (
    <Switch
      className={css.setting}
      label={t(`selling.setting.${setting}`)}
      description={t(`selling.settingHint.${setting}`)}
      checked={wanted ?? on}
      onChange={event => {
        setWanted(event.currentTarget.checked)
        save.mutate({ [setting]: event.currentTarget.checked })
      }}
    />
  )
}
