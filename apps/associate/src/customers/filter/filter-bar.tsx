import type { CustomerFilter, SavedFilter } from '@rapport/contract'
import { Chip, ChipAction, Chips, RemovableChip } from '@rapport/ui'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Condition, conditionsOf } from './conditions.ts'
import css from './filter-bar.module.css'
import { useConditionWords } from './use-condition-words.ts'
import { useSavedFilters } from './use-saved-filters.ts'

/** The way to all filters, then those that hold, each with its own way out; where none holds, those kept under a name. */
export const FilterBar = (props: {
  filter: CustomerFilter
  onOpen: () => void
  onChange: (filter: CustomerFilter) => void
  onChoose: (saved: SavedFilter) => void
}) => {
  const { t } = useTranslation()
  const parts = conditionsOf(props.filter)
  const count = parts.length
  const saved = useSavedFilters(count === 0)
  return (
    <Chips label={t('filter.chips')} oneRow={count === 0}>
      <ChipAction
        label={count === 0 ? t('filter.open') : t('filter.openCount', { count })}
        opens="dialog"
        onClick={props.onOpen}
      >
        <IconAdjustmentsHorizontal size={16} stroke={1.8} aria-hidden />
        <span className={css.count}>{count === 0 ? t('filter.title') : count}</span>
      </ChipAction>
      {parts.map(({ condition, without }) => (
        <ConditionChip
          key={JSON.stringify(condition)}
          condition={condition}
          onRemove={() => props.onChange(without)}
        />
      ))}
      {count === 0 &&
        saved.map(each => (
          <Chip key={each.id} on={false} onToggle={() => props.onChoose(each)}>
            <span className={css.words}>{each.name}</span>
          </Chip>
        ))}
    </Chips>
  )
}

const ConditionChip = (props: { condition: Condition; onRemove: () => void }) => {
  const { t } = useTranslation()
  const words = useConditionWords(props.condition)
  return (
    <RemovableChip removeLabel={t('filter.remove', { words })} onRemove={props.onRemove}>
      <span className={css.words}>{words}</span>
    </RemovableChip>
  )
}
