import { EmptyState, SkeletonRows } from '@rapport/ui'
import { IconMapQuestion } from '@tabler/icons-react'
import type { QueryClient } from '@tanstack/react-query'
import { createRouter, type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LoadFailed } from '../parts/load-failed.tsx'
import { routeTree } from './routes.tsx'

const Pending = () => {
  const { t } = useTranslation()
  return <SkeletonRows label={t('app.loading')} />
}

const NotFound = () => {
  const { t } = useTranslation()
  return <EmptyState icon={<IconMapQuestion aria-hidden />} text={t('app.notFound')} />
}

/** A whole screen failed. */
const RouteFailed = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return <LoadFailed error={error} onRetry={again} />
}

/** The addresses of the Console, all below /console. */
export const createConsoleRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    basepath: '/console',
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 300,
    defaultPendingComponent: Pending,
    defaultErrorComponent: RouteFailed,
    defaultNotFoundComponent: NotFound,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
