import { startLive } from '@rapport/client'
import { LocaleProvider, SheetBack } from '@rapport/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { deviceLanguage, pickLanguage } from '../i18n/languages.ts'
import { speak } from '../i18n/setup.ts'
import { ChooseStore } from '../sign-in/choose-store.tsx'
import { Pending } from './faces.tsx'
import { Frame } from './frame.tsx'
import { SessionContext, useSessionQuery } from './session.ts'
import { chooseStore, StoreContext, useChosenStore } from './store-choice.ts'
import { useHoldBack } from './use-hold-back.ts'
import { useOwnNotices } from './use-own-notices.ts'
import { usePaidNotice } from './use-paid-notice.ts'

/** The signed-in part: who, where, in which language, with the live connection and the outbox running. */
export const AppLayout = () => {
  const { session, lost } = useSessionQuery()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    if (!lost) return
    queryClient.clear()
    void navigate({ to: '/sign-in' })
  }, [lost, queryClient, navigate])
  if (!session || lost) return <Pending />
  return (
    <SessionContext value={session}>
      <SignedIn key={session.staff.id} session={session} />
    </SessionContext>
  )
}

type Session = NonNullable<ReturnType<typeof useSessionQuery>['session']>

const SignedIn = ({ session }: { session: Session }) => {
  const queryClient = useQueryClient()
  const { i18n } = useTranslation()
  const store = useChosenStore(session)
  const staffId = session.staff.id
  const wanted = session.staff.language
  useEffect(() => startLive(queryClient), [queryClient])
  usePaidNotice(staffId)
  const holdBack = useHoldBack()
  useOwnNotices()
  // Remembered also when there was no choice: a second store must not interrupt work in the first (ACC-4).
  const storeId = store?.id
  useEffect(() => {
    if (storeId) chooseStore(staffId, storeId)
  }, [staffId, storeId])
  useEffect(() => {
    const outbox = import('../outbox/start-outbox.ts').then(room => room.startOutbox(staffId, queryClient))
    return () => void outbox.then(stop => stop())
  }, [staffId, queryClient])
  useEffect(() => {
    void speak(wanted === null ? deviceLanguage() : pickLanguage([wanted]))
  }, [wanted])
  const locale = useMemo(
    () => ({
      language: regional(i18n.language),
      timeZone: store?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    [i18n.language, store?.timeZone],
  )
  return (
    <LocaleProvider locale={locale}>
      {store ? (
        <StoreContext value={store}>
          <SheetBack value={holdBack}>
            <Frame />
          </SheetBack>
        </StoreContext>
      ) : (
        <ChooseStore />
      )}
    </LocaleProvider>
  )
}

/** The device's own variant of the language decides how times and dates are written. */
const regional = (language: string): string =>
  navigator.languages.find(tag => tag.toLowerCase().split('-')[0] === language) ?? language
