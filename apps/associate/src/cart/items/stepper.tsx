import { IconMinus, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './items.module.css'

/** Taps in a row are one change: it goes when the finger rests. */
const restMs = 450
const most = 999

/** How many of it. What was tapped is shown at once and stays until the server has answered. */
export const Stepper = (props: {
  name: string
  quantity: number
  disabled: boolean
  onChange: (quantity: number) => Promise<unknown>
}) => {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState<number | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const change = useRef(props.onChange)
  change.current = props.onChange
  const left = useRef<number | null>(null)
  // Whoever leaves has decided.
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      if (left.current !== null) void change.current(left.current).catch(() => {})
    },
    [],
  )
  const shown = wanted ?? props.quantity
  const step = (by: 1 | -1) => {
    const next = Math.min(most, Math.max(1, shown + by))
    setWanted(next)
    left.current = next
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => {
      left.current = null
      await change.current(next).catch(() => {})
      // Another tap may have come while this one was on its way.
      setWanted(now => (now === next ? null : now))
    }, restMs)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no flex box in every browser
    <div className={css.stepper} role="group" aria-label={t('cart.quantityOf', { name: props.name })}>
      <button
        type="button"
        aria-label={t('cart.less')}
        disabled={props.disabled || shown <= 1}
        onClick={() => step(-1)}
      >
        <IconMinus size={16} stroke={1.8} aria-hidden />
      </button>
      <b className="num" aria-live="polite">
        {shown}
      </b>
      <button
        type="button"
        aria-label={t('cart.more')}
        disabled={props.disabled || shown >= most}
        onClick={() => step(1)}
      >
        <IconPlus size={16} stroke={1.8} aria-hidden />
      </button>
    </div>
  )
}
