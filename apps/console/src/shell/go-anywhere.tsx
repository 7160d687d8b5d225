import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { useMay, useSession } from '@rapport/client'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { areasFor } from './areas.ts'

const [store, spotlight] = createSpotlight()
const icon = { size: 20, stroke: 1.7, 'aria-hidden': true } as const

/** Ctrl/⌘ K: every area and everything that can be begun, by its name. */
export const GoAnywhere = ({ asked }: { asked: number }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { permissions } = useSession()
  const imports = useMay('import.manage')
  const integrations = useMay('integration.manage')
  useEffect(() => {
    if (asked > 0) spotlight.open()
  }, [asked])
  const places = areasFor(permissions).map(({ to, name, icon: Icon }) => ({
    id: name,
    label: t(`nav.${name}`),
    leftSection: <Icon {...icon} />,
    onClick: () => void navigate({ to }),
  }))
  const beginnings = [
    ...(imports
      ? [{ id: 'new-import', label: t('imports.new'), onClick: () => void navigate({ to: '/imports/new' }) }]
      : []),
    ...(integrations
      ? [
          {
            id: 'new-key',
            label: t('keys.new'),
            onClick: () => void navigate({ to: '/integrations/$keyId', params: { keyId: 'new' } }),
          },
        ]
      : []),
  ].map(action => ({ ...action, leftSection: <IconPlus {...icon} /> }))
  return (
    <Spotlight
      store={store}
      shortcut={null}
      radius={20}
      overlayProps={{ blur: 0 }}
      actions={[
        { group: t('nav.places'), actions: places },
        { group: t('nav.begin'), actions: beginnings },
      ]}
      nothingFound={t('nav.nothingFound')}
      searchProps={{
        leftSection: <IconSearch {...icon} />,
        placeholder: t('nav.find'),
        'aria-label': t('nav.find'),
      }}
    />
  )
}
