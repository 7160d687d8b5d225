import { Button, TextInput } from '@mantine/core'
import type { RetentionRule } from '@rapport/contract'
import { Note, Sheet, useLocale } from '@rapport/ui'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import form from '../parts/form.module.css'

type Props = {
  kind: RetentionRule['kind']
  due: RetentionRule['due']
  saving: boolean
  onClose: () => void
  onSure: () => void
}

/** A rule that takes more than the one before: whoever sets it reads how many, and types the number. */
export const SureRetention = ({ kind, due, saving, onClose, onSure }: Props) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const [typed, setTyped] = useState('')
  const shown = `${new Intl.NumberFormat(language).format(due.count)}${due.more ? '+' : ''}`
  const words = { count: due.count, shown }
  // 1,234 and 1.234 and 1234 are one number to whoever types it.
  const right = typed.replace(/\D/g, '') === String(due.count)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (right && !saving) onSure()
  }
  return (
    <Sheet
      opened
      onClose={onClose}
      title={t(`privacy.sure.title.${kind}`, words)}
      closeLabel={t('app.close')}
    >
      <form className={form.form} onSubmit={submit}>
        <Note tone="warn" icon={<IconAlertTriangle size={20} stroke={1.7} aria-hidden />}>
          {t(`privacy.sure.text.${kind}`, words)}
        </Note>
        <TextInput
          label={t('privacy.sure.type', { shown })}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" color="bad" disabled={!right} loading={saving}>
          {t(`privacy.sure.act.${kind}`, words)}
        </Button>
      </form>
    </Sheet>
  )
}
