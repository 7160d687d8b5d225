import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'
import './fonts.css'
import './tokens.css'
import './mantine.css'
import './base.css'
import { theme, tokensOfMantine } from './theme.ts'

/** Not needed for the first sight of anything. */
const Notifications = lazy(async () => ({ default: (await import('@mantine/notifications')).Notifications }))
const remembered = localStorageColorSchemeManager({ key: 'rapport.appearance' })

/** The look of every Rapport app: tokens, type, Mantine under our theme. Follows the device unless told. */
export const RapportUi = ({ children }: { children: ReactNode }) => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={tokensOfMantine}
    colorSchemeManager={remembered}
    defaultColorScheme="auto"
  >
    {children}
    <Suspense>
      <Notifications position="top-center" autoClose={6000} limit={3} />
    </Suspense>
  </MantineProvider>
)
