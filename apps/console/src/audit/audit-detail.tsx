import { orpc } from '@rapport/client'
import { exactTime, SkeletonRows, useLocale } from '@rapport/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Facts } from '../parts/facts.tsx'
import { LoadFailed } from '../parts/load-failed.tsx'
import { DetailHead } from '../parts/page.tsx'
import { useActionWords } from './action-words.ts'
import { useSubjectWords } from './subject-words.ts'

/** One entry: who, when, from where, and what was before and after. */
export const AuditDetail = () => {
  const { t } = useTranslation()
  const locale = useLocale()
  const { entryId } = useParams({ from: '/app/audit/$entryId' })
  const { say } = useActionWords()
  const query = useQuery(orpc.audit.get.queryOptions({ input: { entryId } }))
  const entry = query.data
  const subject = useSubjectWords()
  if (query.error) return <LoadFailed error={query.error} onRetry={() => query.refetch()} />
  if (!entry) return <SkeletonRows label={t('app.loading')} rows={4} />
  const about = subject(entry)
  return (
    <>
      <DetailHead title={say(entry.action)} back={{ to: '/audit', search: true }} />
      <Facts
        facts={[
          [t('audit.subject'), about],
          [t('audit.id'), entry.subjectName !== null || entry.subjectErased ? entry.subject : null],
          [t('audit.who'), entry.staffName ?? t('audit.system')],
          [t('audit.when'), exactTime(entry.at, locale)],
          [t('audit.from'), entry.ip],
          [t('audit.before'), inWords(entry.before)],
          [t('audit.after'), inWords(entry.after)],
        ]}
      />
    </>
  )
}

/** Settings are kept as data: their names and values, a line each. */
const inWords = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object' || Array.isArray(value)) return said(value)
  return Object.entries(value)
    .map(([key, one]) => `${key}: ${said(one)}`)
    .join('\n')
}

const said = (value: unknown): string => {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '–'
  if (Array.isArray(value) && value.every(each => typeof each !== 'object')) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
