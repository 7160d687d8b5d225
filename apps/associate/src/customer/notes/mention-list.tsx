import { StaffDisc } from '@rapport/ui'
import { useTranslation } from 'react-i18next'
import css from './notes.module.css'
import type { MentionPicker } from './use-mention-picker.ts'

/** The colleagues one can mention right now. The caret stays in the field; a press does not take the focus from it. */
export const MentionList = ({ picker }: { picker: MentionPicker }) => {
  const { t } = useTranslation()
  return (
    <>
      <p className="hidden-visually" role="status">
        {picker.choices.length > 0 && t('notes.choices', { count: picker.choices.length })}
      </p>
      {picker.choices.length > 0 && (
        <div id={picker.listId} role="listbox" className={css.choices} aria-label={t('notes.colleagues')}>
          {picker.choices.map(staff => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard in the field, where the focus stays
            // biome-ignore lint/a11y/useFocusableInteractive: as above; the field names the active option
            <div
              key={staff.id}
              id={picker.optionId(staff)}
              role="option"
              aria-selected={staff.id === picker.chosen?.id}
              className={css.choice}
              onPointerDown={event => event.preventDefault()}
              onClick={() => picker.take(staff)}
            >
              <StaffDisc firstName={staff.firstName} hue={staff.hue} size={24} />
              {`${staff.firstName} ${staff.lastName}`}
            </div>
          ))}
        </div>
      )}
    </>
  )
}
