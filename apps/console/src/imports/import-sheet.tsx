import { orpc } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import { SkeletonRows } from '@rapport/ui'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../parts/load-failed.tsx'
import { CheckStep } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { ResultStep } from './result-step.tsx'
import { RunningStep } from './running-step.tsx'
import { UploadStep } from './upload-step.tsx'
import { Wizard } from './wizard.tsx'

const netMs = 3000
const route = getRouteApi('/app/imports/$importId')

/** One import at the step where it is; its address finds it again. */
export const ImportSheet = () => {
  const { t } = useTranslation()
  const { importId } = route.useParams()
  const { step } = route.useSearch()
  const query = useQuery(
    orpc.imports.get.queryOptions({
      input: { importId },
      staleTime: 0,
      // The live signals tell of each step; this is the net for one that comes while the first answer is on its way.
      refetchInterval: ({ state }) =>
        state.data && ['uploading', 'queued', 'running'].includes(state.data.state) ? netMs : false,
    }),
  )
  const job = query.data
  if (!job)
    return (
      <Wizard step="file" title={t('nav.imports')} foot={null}>
        {query.error ? (
          <LoadFailed error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <SkeletonRows label={t('app.loading')} rows={5} />
        )}
      </Wizard>
    )
  return <Step key={job.id} job={job} mapping={step === 'columns'} />
}

const Step = ({ job, mapping }: { job: ImportDetail; mapping: boolean }) => {
  if (job.state === 'uploading') return <UploadStep job={job} />
  if (job.state === 'queued' || job.state === 'running') return <RunningStep job={job} />
  if (job.state === 'ready' && job.rehearsal && !mapping)
    return <CheckStep job={job} rehearsal={job.rehearsal} />
  if (job.state === 'ready' || (mapping && !job.fileGone && job.state !== 'done'))
    return <ColumnsStep job={job} />
  return <ResultStep job={job} />
}
