import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { RetentionRule } from '@rapport/contract'
import { SkeletonRows, useLocale } from '@rapport/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { LoadFailed } from '../parts/load-failed.tsx'
import css from './privacy.module.css'
import { SureRetention } from './sure-retention.tsx'

/** How long what is kept, as sentences, with how many it would take tonight before it is saved. */
export const Retention = () => {
  const { t } = useTranslation()
  const query = useQuery(orpc.privacy.retention.queryOptions({ staleTime: 0 }))
  if (query.error) return <LoadFailed error={query.error} onRetry={() => query.refetch()} />
  if (!query.data) return <SkeletonRows label={t('app.loading')} rows={3} />
  return query.data.rules.map(rule => <Rule key={rule.kind} rule={rule} />)
}

const Rule = ({ rule }: { rule: RetentionRule }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { language } = useLocale()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState(rule.months === null ? '' : String(rule.months))
  const [asked, setAsked] = useState<RetentionRule['due']>()
  const months = typed.trim() === '' ? null : Number(typed)
  const valid = months === null || (Number.isInteger(months) && months >= 1 && months <= 600)
  const changed = months !== rule.months
  const trial = useQuery(
    orpc.privacy.tryRetention.queryOptions({
      input: { kind: rule.kind, months: months ?? 1 },
      enabled: changed && valid && months !== null,
      staleTime: 0,
    }),
  )
  const save = useMutation(
    orpc.privacy.saveRetention.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.privacy.retention.key() }),
      onError: error => notifications.show({ message: say(error) }),
      onSettled: () => setAsked(undefined),
    }),
  )
  // What was counted while one typed may be old by now, and what this takes does not come back.
  const check = useMutation({
    mutationFn: () => moreThanNow(rule, months),
    onSuccess: more => (more ? setAsked(more) : save.mutate({ kind: rule.kind, months })),
    onError: error => notifications.show({ message: say(error) }),
  })
  const due = changed ? (months === null ? { count: 0, more: false } : trial.data) : rule.due
  const count = due && `${new Intl.NumberFormat(language).format(due.count)}${due.more ? '+' : ''}`
  return (
    <div className={css.rule}>
      <p className={css.what}>
        <b>{t(`privacy.keep.${rule.kind}`)}</b>
      </p>
      <TextInput
        className={css.months}
        aria-label={t('privacy.monthsOf', { what: t(`privacy.keep.${rule.kind}`) })}
        inputMode="numeric"
        value={typed}
        placeholder={t('privacy.forEver')}
        onChange={event => setTyped(event.currentTarget.value)}
        error={!valid && t('privacy.monthsWrong')}
      />
      <span className="soft">{t('privacy.months')}</span>
      <Button
        variant="light"
        disabled={!changed || !valid || (months !== null && !trial.data)}
        loading={check.isPending || save.isPending}
        onClick={() => check.mutate()}
      >
        {t('privacy.save')}
      </Button>
      <p className={`soft ${css.due}`} role="status">
        {due && t('privacy.due', { count: due.count, shown: count })}
      </p>
      {asked && (
        <SureRetention
          kind={rule.kind}
          due={asked}
          saving={save.isPending}
          onClose={() => setAsked(undefined)}
          onSure={() => save.mutate({ kind: rule.kind, months })}
        />
      )}
    </div>
  )
}

/** What a rule takes, when it takes anybody more than the one in force; counted just now. */
async function moreThanNow({ kind, months: before }: RetentionRule, months: number | null) {
  if (months === null || (before !== null && months >= before)) return undefined
  const due = await api.privacy.tryRetention({ kind, months })
  const now = before === null ? { count: 0 } : await api.privacy.tryRetention({ kind, months: before })
  return due.more || due.count > now.count ? due : undefined
}
