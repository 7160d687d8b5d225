import { Button } from '@mantine/core'
import { isFinal } from '@rapport/client'
import { EmptyState, ErrorState, SkeletonRows } from '@rapport/ui'
import { IconCloudOff, IconMapQuestion } from '@tabler/icons-react'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'

/** While a screen is on its way. */
export const Pending = () => {
  const { t } = useTranslation()
  return <SkeletonRows label={t('app.loading')} />
}

/** A list or a card could not be fetched. */
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

const tryAgainMs = 5000

/** A whole screen failed. What the network kept away comes by itself when the network is back (MSG-7). */
export const RouteFailed = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter()
  const again = useCallback(() => {
    reset()
    void router.invalidate()
  }, [reset, router])
  useEffect(() => {
    if (isFinal(error)) return
    window.addEventListener('online', again)
    const timer = setInterval(again, tryAgainMs)
    return () => {
      window.removeEventListener('online', again)
      clearInterval(timer)
    }
  }, [error, again])
  return <LoadFailed error={error} onRetry={again} />
}

export const NotFound = () => {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<IconMapQuestion aria-hidden />}
      text={t('app.notFound')}
      action={
        <Button variant="light" renderRoot={props => <Link to="/chat" {...props} />}>
          {t('app.goHome')}
        </Button>
      }
    />
  )
}
