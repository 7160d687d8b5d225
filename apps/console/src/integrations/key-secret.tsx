import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Note } from '@rapport/ui'
import { IconCopy, IconEye } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import form from '../parts/form.module.css'
import { DetailHead } from '../parts/page.tsx'

/** The secret of a new key: shown this once, kept nowhere. */
export const KeySecret = (props: { name: string; secret: string }) => {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 4000 })
  return (
    <div className={form.form}>
      <DetailHead title={props.name} back={{ to: '/integrations' }} />
      <Note tone="warn" role="status" icon={<IconEye size={20} stroke={1.7} aria-hidden />}>
        {t('keys.once')}
      </Note>
      <div className={form.secret}>
        <code>{props.secret}</code>
        <Button
          variant="default"
          leftSection={<IconCopy size={18} stroke={1.7} aria-hidden />}
          onClick={() => clipboard.copy(props.secret)}
        >
          {t(clipboard.copied ? 'keys.copied' : 'keys.copy')}
        </Button>
      </div>
      <p className="soft">{t('keys.howToUse')}</p>
      <div className={form.acts}>
        <Button renderRoot={root => <Link to="/integrations" {...root} />}>{t('keys.kept')}</Button>
      </div>
    </div>
  )
}
