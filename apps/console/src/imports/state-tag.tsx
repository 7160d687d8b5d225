import type { ImportJob } from '@rapport/contract'
import { Tag, type Tone } from '@rapport/ui'
import { useTranslation } from 'react-i18next'

const tones: Record<ImportJob['state'], Tone> = {
  uploading: 'mute',
  ready: 'warn',
  queued: 'accent',
  running: 'accent',
  done: 'good',
  canceled: 'mute',
  failed: 'bad',
}

/** How far an import is, in a word. */
export const StateTag = ({ job }: { job: Pick<ImportJob, 'state' | 'dryRun'> }) => {
  const { t } = useTranslation()
  const trying = job.dryRun && (job.state === 'running' || job.state === 'queued')
  return (
    <Tag tone={tones[job.state]}>{t(trying ? 'imports.state.trying' : `imports.state.${job.state}`)}</Tag>
  )
}
