import { Button, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RateDraft, RateTrouble } from './rate-draft.ts'
import css from './selling.module.css'

/** One way of delivery: its price, its promise, and for which carts it is offered. */
export const RateFields = (props: {
  draft: RateDraft
  trouble: RateTrouble
  onChange: (draft: RateDraft) => void
  onRemove: () => void
}) => {
  const { t } = useTranslation()
  const { draft, trouble } = props
  const field = (name: Exclude<keyof RateDraft, 'id' | 'active'>, numeric?: 'decimal' | 'numeric') => {
    const wrong = trouble[name]
    return (
      <TextInput
        label={t(`selling.rate.${name}`)}
        value={draft[name]}
        {...(numeric ? { inputMode: numeric } : {})}
        {...(name === 'totalBelow' || name === 'weightBelow' ? { placeholder: t('selling.rate.noEnd') } : {})}
        maxLength={name === 'name' ? 80 : name === 'currency' ? 3 : 14}
        onChange={event => props.onChange({ ...draft, [name]: event.currentTarget.value })}
        error={wrong && t(`selling.rate.trouble.${wrong}`)}
      />
    )
  }
  return (
    <fieldset className={css.rate}>
      <legend>{draft.name || t('selling.rate.unnamed')}</legend>
      {field('name')}
      <div className={css.pair}>
        {field('price', 'decimal')}
        {field('currency')}
      </div>
      <div className={css.pair}>
        {field('daysFrom', 'numeric')}
        {field('daysUntil', 'numeric')}
      </div>
      <div className={css.pair}>
        {field('totalFrom', 'decimal')}
        {field('totalBelow', 'decimal')}
      </div>
      <div className={css.pair}>
        {field('weightFrom', 'decimal')}
        {field('weightBelow', 'decimal')}
      </div>
      <div className={css.end}>
        <Switch
          label={t('selling.rate.offered')}
          checked={draft.active}
          onChange={event => props.onChange({ ...draft, active: event.currentTarget.checked })}
        />
        <Button variant="subtle" color="bad" onClick={props.onRemove}>
          {t('selling.rate.remove')}
        </Button>
      </div>
    </fieldset>
  )
}
