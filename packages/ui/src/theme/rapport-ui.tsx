import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import './fonts.css'
import './tokens.css'
import './mantine.css'
import './base.css'
import { theme, tokensOfMantine } from './theme.ts'

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
    <Notifications position="top-center" autoClose={6000} limit={3} />
  </MantineProvider>
)
