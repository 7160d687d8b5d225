import { deviceLanguage, pickLanguage, SessionContext, startLive, useSessionQuery } from '@rapport/client'
import type { Session } from '@rapport/contract'
import { LocaleProvider, SkeletonRows } from '@rapport/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { speak } from '../i18n/setup.ts'
import { Frame } from './frame.tsx'

/** The signed-in part: who, in which language, with the live connection. */
export const ConsoleLayout = () => {
  const { t } = useTranslation()
  const { session, lost } = useSessionQuery()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    if (!lost) return
    queryClient.clear()
    void navigate({ to: '/sign-in' })
  }, [lost, queryClient, navigate])
  if (!session || lost) return <SkeletonRows label={t('app.loading')} />
  return (
    <SessionContext value={session}>
      <SignedIn key={session.staff.id} session={session} />
    </SessionContext>
  )
}

const SignedIn = ({ session }: { session: Session }) => {
  const queryClient = useQueryClient()
  const { i18n } = useTranslation()
  const wanted = session.staff.language
  useEffect(() => startLive(queryClient), [queryClient])
  useEffect(() => {
    void speak(wanted === null ? deviceLanguage() : pickLanguage([wanted]))
  }, [wanted])
  const locale = useMemo(
    () => ({
      language:
        navigator.languages.find(tag => tag.toLowerCase().split('-')[0] === i18n.language) ?? i18n.language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    [i18n.language],
  )
  return (
    <LocaleProvider locale={locale}>
      <Frame />
    </LocaleProvider>
  )
}
