import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { AutoPopulateRule } from '@rapport/contract'
import { EmptyState, SkeletonRows, Tag, Tap } from '@rapport/ui'
import { IconArrowDown, IconArrowUp, IconPlus, IconRoute } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { LoadFailed } from '../parts/load-failed.tsx'
import { Page } from '../parts/page.tsx'
import css from './rules.module.css'
import { useRuleSentence } from './use-rule-sentence.ts'

/** The rules by which orders fill profiles (IMP-2), as sentences, in the order in which they run. */
export const RulesPage = () => {
  const { t } = useTranslation()
  const { ruleId } = useParams({ strict: false })
  const query = useQuery(orpc.orders.rules.queryOptions({ staleTime: 0 }))
  const rules = query.data?.rules ?? []
  return (
    <Page
      title={t('nav.rules')}
      about={t('rules.about')}
      actions={
        <Button
          leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
          renderRoot={props => <Link to="/rules/$ruleId" params={{ ruleId: 'new' }} {...props} />}
        >
          {t('rules.new')}
        </Button>
      }
      detail={ruleId === undefined ? null : <Outlet />}
    >
      {query.error && <LoadFailed error={query.error} onRetry={() => query.refetch()} />}
      {query.isPending && <SkeletonRows label={t('app.loading')} rows={4} />}
      {query.isSuccess && rules.length === 0 && (
        <EmptyState icon={<IconRoute aria-hidden />} text={t('rules.none')} />
      )}
      <Rules rules={rules} selected={ruleId} />
    </Page>
  )
}

const Rules = ({ rules, selected }: { rules: readonly AutoPopulateRule[]; selected: string | undefined }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const sentence = useRuleSentence()
  const queryClient = useQueryClient()
  const sort = useMutation(
    orpc.orders.sortRules.mutationOptions({
      onSuccess: answer => queryClient.setQueryData(orpc.orders.rules.queryKey(), answer),
      onError: error => notifications.show({ message: say(error) }),
    }),
  )
  const move = (from: number, to: number) => {
    const ruleIds = rules.map(rule => rule.id)
    const [moved] = ruleIds.splice(from, 1)
    if (moved) ruleIds.splice(to, 0, moved)
    sort.mutate({ ruleIds })
  }
  return (
    <ol className={css.rules}>
      {rules.map((rule, place) => (
        <li key={rule.id} className={css.rule} data-selected={rule.id === selected || undefined}>
          <span className={css.words}>
            <Link to="/rules/$ruleId" params={{ ruleId: rule.id }} className={css.open}>
              {rule.name}
            </Link>
            <span className="soft">{sentence(rule)}</span>
          </span>
          {!rule.active && <Tag tone="mute">{t('rules.off')}</Tag>}
          <span className={css.moves}>
            <Tap
              label={t('rules.up', { name: rule.name })}
              disabled={place === 0 || sort.isPending}
              onClick={() => move(place, place - 1)}
            >
              <IconArrowUp size={18} stroke={1.7} aria-hidden />
            </Tap>
            <Tap
              label={t('rules.down', { name: rule.name })}
              disabled={place === rules.length - 1 || sort.isPending}
              onClick={() => move(place, place + 1)}
            >
              <IconArrowDown size={18} stroke={1.7} aria-hidden />
            </Tap>
          </span>
        </li>
      ))}
    </ol>
  )
}
