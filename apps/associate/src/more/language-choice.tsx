import { NativeSelect } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api } from '@rapport/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type AppLanguage, appLanguages, deviceLanguage, languageNames } from '../i18n/languages.ts'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { sessionOptions, useSession } from '../shell/session.ts'

/** The language of the app: the device's, or one's own on every device. */
export const LanguageChoice = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const session = useSession()
  const queryClient = useQueryClient()
  const { queryKey } = sessionOptions()
  const show = (language: AppLanguage | null) =>
    queryClient.setQueryData(queryKey, known => known && { ...known, staff: { ...known.staff, language } })
  const choose = useMutation({
    mutationFn: (language: AppLanguage | null) => api.session.setLanguage({ language }),
    onMutate: show,
    onError: error => {
      notifications.show({ message: say(error) })
      void queryClient.invalidateQueries({ queryKey })
    },
  })
  const { language } = session.staff
  const known = appLanguages.find(each => each === language)
  return (
    <NativeSelect
      label={t('more.language')}
      value={known ?? ''}
      onChange={event => choose.mutate(appLanguages.find(each => each === event.currentTarget.value) ?? null)}
      data={[
        { value: '', label: t('more.languageDevice', { language: languageNames[deviceLanguage()] }) },
        ...appLanguages.map(value => ({ value, label: languageNames[value] })),
      ]}
    />
  )
}
