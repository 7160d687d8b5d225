import type { ImportJob } from '@rapport/contract'
import { Tag, type Tone } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import { isUploading, useUpload } from './uploads.ts'

const tones: Record<ImportJob['state'], Tone> = {
  uploading: 'mute',
  ready: 'warn',
  queued: 'accent',
  running: 'accent',
  done: 'good',
  canceled: 'mute',
  failed: 'bad',
}
type Job = Pick<ImportJob, 'id' | 'state' | 'dryRun' | 'startedAt' | 'fileGone'>

/** How far an import is, in a word. */
export const useStateWords = () => {
  const { t } = useTranslation()
  return (job: Job): string => t(`imports.state.${wordOf(job)}`)
}

const wordOf = ({ id, state, dryRun, startedAt, fileGone }: Job) => {
  if (dryRun && (state === 'running' || state === 'queued')) return 'trying'
  // Without somebody's browser that sends it, it waits for as long as nobody chooses the file again.
  if (state === 'uploading' && !isUploading(id)) return 'waiting'
  return state === 'canceled' && startedAt === null && fileGone ? 'thrownAway' : state
}

export const StateTag = ({ job }: { job: Job }) => {
  const words = useStateWords()
  useUpload(job.id)
  return <Tag tone={tones[job.state]}>{words(job)}</Tag>
}
