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
type Job = Pick<ImportJob, 'state' | 'dryRun'>

/** How far an import is, in a word. */
export const useStateWords = () => {
  const { t } = useTranslation()
  return ({ state, dryRun }: Job): string =>
    t(
      dryRun && (state === 'running' || state === 'queued')
        ? 'imports.state.trying'
        : `imports.state.${state}`,
    )
}

export const StateTag = ({ job }: { job: Job }) => {
  const words = useStateWords()
  return <Tag tone={tones[job.state]}>{words(job)}</Tag>
}
