import { Button, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { signOut } from '@rapport/client'
import { Count, Segmented, StaffDisc, Tag, TopBar } from '@rapport/ui'
import { IconAt, IconChevronRight, IconLogout, IconShoppingBag } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { useMay, useSession } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import { useNewMentions } from '../shell/use-counts.ts'
import { LanguageChoice } from './language-choice.tsx'
import css from './more-screen.module.css'
import { OwnPin } from './own-pin.tsx'
import { StoreSwitch } from './store-switch.tsx'

/** Roles that every business starts with have a name in every language; others are the business's own words. */
const builtInRoles = ['associate', 'manager', 'admin', 'integration'] as const
type Appearance = 'auto' | 'light' | 'dark'

/** Who I am, where, in which language and light; and the way out. */
export const MoreScreen = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { staff, role, business } = useSession()
  const store = useStore()
  const sells = useMay('cart.edit')
  const reads = useMay('customer.read')
  const fresh = useNewMentions()
  const approves = useMay('cart.discount.approve')
  const builtIn = builtInRoles.find(each => each === role.name.toLowerCase())
  const roleName = builtIn ? t(`role.${builtIn}`) : role.name
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in' })
      queryClient.clear()
    },
    onError: error => notifications.show({ message: say(error) }),
  })
  return (
    <div className={css.page}>
      <TopBar title={t('more.title')} />
      <div className={css.column}>
        <section className={css.me}>
          <StaffDisc firstName={staff.firstName} hue={staff.hue} size={48} />
          <div className={css.who}>
            <h2 className="d20">{`${staff.firstName} ${staff.lastName}`.trim()}</h2>
            <p className="soft">{staff.email}</p>
            <p className="soft">{`${roleName} · ${business.name}`}</p>
          </div>
          {store.kind !== 'production' && <Tag tone="warn">{t('more.test')}</Tag>}
        </section>
        {sells && (
          <Button
            variant="default"
            fullWidth
            justify="space-between"
            leftSection={<IconShoppingBag size={20} stroke={1.7} aria-hidden />}
            rightSection={<IconChevronRight size={20} stroke={1.7} aria-hidden />}
            renderRoot={props => <Link to="/carts" {...props} />}
          >
            {t('savedCarts.title')}
          </Button>
        )}
        {reads && (
          <Button
            variant="default"
            fullWidth
            justify="space-between"
            leftSection={<IconAt size={20} stroke={1.7} aria-hidden />}
            rightSection={
              <span className={css.end}>
                <Count count={fresh} label={t('nav.mentions', { count: fresh })} />
                <IconChevronRight size={20} stroke={1.7} aria-hidden />
              </span>
            }
            renderRoot={props => <Link to="/mentions" {...props} />}
          >
            {t('mentions.title')}
          </Button>
        )}
        <StoreSwitch />
        <LanguageChoice />
        <section>
          <h2 className={css.label}>{t('more.appearance')}</h2>
          <Segmented<Appearance>
            label={t('more.appearance')}
            value={colorScheme}
            options={[
              { value: 'auto', label: t('more.device') },
              { value: 'light', label: t('more.light') },
              { value: 'dark', label: t('more.dark') },
            ]}
            onChange={setColorScheme}
          />
        </section>
        {approves && <OwnPin />}
        <Button
          variant="default"
          fullWidth
          leftSection={<IconLogout size={20} stroke={1.7} aria-hidden />}
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {t('more.signOut')}
        </Button>
      </div>
    </div>
  )
}
