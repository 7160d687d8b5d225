import { ErrorState } from '@rapport/ui'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'

/** What could not be fetched, in words, and another try. */
export const LoadFailed = (props: { error: unknown; onRetry: () => void }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  return (
    <ErrorState
      icon={<IconCloudOff aria-hidden />}
      text={say(props.error)}
      retryLabel={t('app.retry')}
      onRetry={props.onRetry}
    />
  )
}
