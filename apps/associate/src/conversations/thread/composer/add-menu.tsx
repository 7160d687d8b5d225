import { Menu } from '@mantine/core'
import { IconHanger2, IconMessageBolt, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../shell/session.ts'
import css from './composer.module.css'

const icon = { size: 20, stroke: 1.6, 'aria-hidden': true } as const

/** What can be put into a message besides one's own words. */
export function AddMenu(props: { onQuickReply: () => void; onProduct: () => void }) {
  const { t } = useTranslation()
  const shows = useMay('catalog.read')
  return (
    <Menu position="top-start" offset={8} withinPortal returnFocus>
      <Menu.Target>
        <button type="button" className={css.add} aria-label={t('composer.add')} title={t('composer.add')}>
          <IconPlus size={24} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconMessageBolt {...icon} />} onClick={props.onQuickReply}>
          {t('composer.quickReply')}
        </Menu.Item>
        {shows && (
          <Menu.Item leftSection={<IconHanger2 {...icon} />} onClick={props.onProduct}>
            {t('composer.product')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
