import { createContext, type ReactNode, useContext } from 'react'

/** The language people read and the clock of the store they work in. */
export type Locale = { language: string; timeZone: string }

const LocaleContext = createContext<Locale>({
  language: 'en',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
})

/** Tells all parts below in which language and whose "today" to speak. */
export const LocaleProvider = (props: { locale: Locale; children: ReactNode }) => (
  <LocaleContext value={props.locale}>{props.children}</LocaleContext>
)

export const useLocale = (): Locale => useContext(LocaleContext)
