import { orpc } from '@rapport/client'
import { EmptyState, SkeletonRows } from '@rapport/ui'
import { IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { RuleForm } from './rule-form.tsx'

/** One rule, or the writing of one. */
export const RuleDetail = () => {
  const { t } = useTranslation()
  const { ruleId } = useParams({ from: '/app/rules/$ruleId' })
  const query = useQuery(orpc.orders.rules.queryOptions({ staleTime: 0 }))
  const rule = query.data?.rules.find(each => each.id === ruleId)
  if (ruleId === 'new') return <RuleForm key="new" />
  if (rule) return <RuleForm key={rule.id} known={rule} />
  if (query.isPending) return <SkeletonRows label={t('app.loading')} rows={5} />
  return <EmptyState icon={<IconRoute aria-hidden />} text={t('rules.gone')} />
}
