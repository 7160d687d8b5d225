import { Button } from '@mantine/core'
import type { ImportDetail } from '@rapport/contract'
import { Note } from '@rapport/ui'
import { IconAlertCircle, IconCircleCheck, IconPlayerStop } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Counts } from './counts.tsx'
import { Refusals } from './refusals.tsx'
import { Wizard } from './wizard.tsx'

const faces = {
  done: { tone: 'good', icon: IconCircleCheck },
  canceled: { tone: 'mute', icon: IconPlayerStop },
  failed: { tone: 'bad', icon: IconAlertCircle },
} as const

/** How it ended, what came of it, and the records that wait to be mended. */
export const ResultStep = ({ job }: { job: ImportDetail }) => {
  const { t } = useTranslation()
  const failureInWords = useFailureWords()
  const ended = job.state === 'failed' || job.state === 'canceled' ? job.state : 'done'
  const { tone, icon: Icon } = faces[ended]
  // One that never began has counted nothing, and nothing of it was taken.
  const never = ended === 'canceled' && job.startedAt === null
  const again = ended !== 'done' && !job.fileGone && job.reading !== null
  return (
    <Wizard
      step={never && job.fileGone ? 'file' : never || (job.dryRun && ended !== 'done') ? 'check' : 'run'}
      title={job.fileName}
      foot={
        <>
          <p>{job.fileGone ? t('imports.fileGone') : t('imports.fileKept')}</p>
          {again && (
            <Button
              variant="default"
              renderRoot={props => (
                <Link
                  to="/imports/$importId"
                  params={{ importId: job.id }}
                  search={{ step: 'columns' }}
                  {...props}
                />
              )}
            >
              {t('imports.again')}
            </Button>
          )}
          <Button renderRoot={props => <Link to="/imports" {...props} />}>{t('imports.finish')}</Button>
        </>
      }
    >
      <Note tone={tone} role="status" icon={<Icon size={20} stroke={1.7} aria-hidden />}>
        {job.failure
          ? failureInWords(job.failure)
          : never
            ? t(job.fileGone ? 'imports.ended.thrownAway' : 'imports.ended.never')
            : t(`imports.ended.${ended}`, { count: job.counts.records })}
      </Note>
      {!never && <Counts counts={job.counts} trial={job.dryRun} />}
      <Refusals job={job} refused={job.counts.refused} />
    </Wizard>
  )
}

const useFailureWords = () => {
  const { t } = useTranslation()
  return ({ code, line }: NonNullable<ImportDetail['failure']>) =>
    code === 'NOT_READABLE'
      ? t('imports.failure.NOT_READABLE', { line: line ?? 0 })
      : t(`imports.failure.${code}`)
}
