import { createQueryClient, followNewVersion, onGone } from '@rapport/client'
import { RapportUi } from '@rapport/ui'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from './i18n/setup.ts'
import { forgetForms } from './shell/kept.ts'
import { createAppRouter } from './shell/router.tsx'

const queryClient = createQueryClient()
const router = createAppRouter(queryClient)

followNewVersion('/app/')
onGone(gone => forgetForms(gone))

await startI18n()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <RapportUi>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </RapportUi>
  </StrictMode>,
)
