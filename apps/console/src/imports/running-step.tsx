import { Button, Progress } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Counts } from './counts.tsx'
import css from './wizard.module.css'
import { Wizard } from './wizard.tsx'

/** The run as it goes on; it goes on without this screen as well. */
export const RunningStep = ({ job }: { job: ImportDetail }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const cancel = useMutation(orpc.imports.cancel.mutationOptions())
  const records = new Intl.NumberFormat(language).format(job.counts.records)
  const words = job.dryRun ? 'imports.trying' : 'imports.running'
  return (
    <Wizard
      step={job.dryRun ? 'check' : 'run'}
      title={job.fileName}
      foot={
        <>
          <p>{t('imports.goesOn')}</p>
          <Button
            variant="default"
            loading={cancel.isPending || cancel.isSuccess}
            onClick={() => cancel.mutate({ importId: job.id })}
          >
            {t('imports.stop')}
          </Button>
        </>
      }
    >
      <div className={css.going}>
        <p className="t16" role="status">
          {job.state === 'queued' ? t('imports.waiting') : t(words, { count: job.counts.records, records })}
        </p>
        <Progress
          value={Math.round(job.progress * 100)}
          aria-label={t('imports.runProgress')}
          size="lg"
          radius="xl"
        />
      </div>
      <Counts counts={job.counts} />
      {!job.dryRun && <p className="soft">{t('imports.stopKeeps')}</p>}
    </Wizard>
  )
}
