import { Button } from '@mantine/core'
import type { ImportCounts, ImportDetail } from '@rapport/contract'
import { Note } from '@rapport/ui'
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { Counts } from './counts.tsx'
import { Refusals } from './refusals.tsx'
import { useStart } from './use-start.ts'
import { Wizard } from './wizard.tsx'

/** What the dry run found; the run for good starts here. */
export const CheckStep = ({ job, rehearsal }: { job: ImportDetail; rehearsal: ImportCounts }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const start = useStart(job)
  const taken = rehearsal.records - rehearsal.refused
  const clean = rehearsal.refused === 0
  const Icon = clean ? IconCircleCheck : IconAlertTriangle
  return (
    <Wizard
      step="check"
      title={job.fileName}
      foot={
        <>
          <p>{t('imports.nothingWritten')}</p>
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
            {t('imports.backToColumns')}
          </Button>
          <Button
            disabled={taken === 0}
            loading={start.isPending}
            onClick={() => start.mutate({ importId: job.id, dryRun: false })}
          >
            {t('imports.runIt', { count: taken })}
          </Button>
        </>
      }
    >
      <Note tone={clean ? 'good' : 'warn'} icon={<Icon size={20} stroke={1.7} aria-hidden />}>
        {clean
          ? t('imports.clean', { count: rehearsal.records })
          : t('imports.notClean', { count: rehearsal.refused })}
      </Note>
      <Counts counts={rehearsal} />
      {start.error && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {say(start.error)}
        </Note>
      )}
      <Refusals job={job} refused={rehearsal.refused} />
    </Wizard>
  )
}
