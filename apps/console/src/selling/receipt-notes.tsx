import { NativeSelect, Textarea } from '@mantine/core'
import { useSession } from '@rapport/client'
import { languages } from '@rapport/contract/languages'
import { useLocale } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import form from '../parts/form.module.css'

/** The note under a receipt, by language. The business's own counts where a customer's is missing. */
export const ReceiptNotes = (props: {
  notes: Record<string, string>
  onChange: (notes: Record<string, string>) => void
}) => {
  const { t } = useTranslation()
  const { business } = useSession()
  const { language } = useLocale()
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const shown = languages.filter(each => each === business.language || props.notes[each] !== undefined)
  const others = languages.filter(each => !shown.includes(each))
  return (
    <fieldset className={form.group}>
      <legend>{t('selling.seller.notes')}</legend>
      {shown.map(each => (
        <Textarea
          key={each}
          label={names.of(each) ?? each}
          lang={each}
          rows={2}
          value={props.notes[each] ?? ''}
          maxLength={1000}
          onChange={event => props.onChange({ ...props.notes, [each]: event.currentTarget.value })}
        />
      ))}
      {others.length > 0 && (
        <NativeSelect
          aria-label={t('selling.seller.addNote')}
          value=""
          data={[
            { value: '', label: t('selling.seller.addNote') },
            ...others.map(each => ({ value: each, label: names.of(each) ?? each })),
          ]}
          onChange={event => {
            const { value } = event.currentTarget
            if (value !== '') props.onChange({ ...props.notes, [value]: '' })
          }}
        />
      )}
    </fieldset>
  )
}
