import { Menu, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { appLanguages, languageNames, orpc, sessionOptions, signOut, useSession } from '@rapport/client'
import { StaffDisc } from '@rapport/ui'
import { IconCheck, IconLogout } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import css from './frame.module.css'

/** Roles that every business starts with have a name in every language; others are the business's own words. */
const builtInRoles = ['associate', 'manager', 'admin', 'integration'] as const
const appearances = ['auto', 'light', 'dark'] as const

/** Who I am, in which language and light; and the way out. */
export const Me = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { staff, role } = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const builtIn = builtInRoles.find(each => each === role.name.toLowerCase())
  const failed = (error: unknown) => notifications.show({ message: say(error) })
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' })
      queryClient.clear()
    },
    onError: failed,
  })
  const speak = useMutation(
    orpc.session.setLanguage.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionOptions().queryKey }),
      onError: failed,
    }),
  )
  const chosen = (on: boolean) => (on ? <IconCheck size={18} stroke={1.8} aria-hidden /> : null)
  return (
    <Menu position="right-end" width={240} withinPortal>
      <Menu.Target>
        <button type="button" className={css.me}>
          <StaffDisc firstName={staff.firstName} hue={staff.hue} size={24} />
          <span className={css.who}>
            {`${staff.firstName} ${staff.lastName}`.trim()}
            <small>{builtIn ? t(`role.${builtIn}`) : role.name}</small>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('me.language')}</Menu.Label>
        <Menu.Item
          rightSection={chosen(staff.language === null)}
          onClick={() => speak.mutate({ language: null })}
        >
          {t('me.device')}
        </Menu.Item>
        {appLanguages.map(language => (
          <Menu.Item
            key={language}
            lang={language}
            rightSection={chosen(staff.language === language)}
            onClick={() => speak.mutate({ language })}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
        <Menu.Label>{t('me.appearance')}</Menu.Label>
        {appearances.map(each => (
          <Menu.Item
            key={each}
            rightSection={chosen(colorScheme === each)}
            onClick={() => setColorScheme(each)}
          >
            {t(`me.${each}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={18} stroke={1.7} aria-hidden />}
          onClick={() => leave.mutate()}
        >
          {t('me.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
