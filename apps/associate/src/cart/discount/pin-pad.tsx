import { IconBackspace, IconCheck } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './pin-pad.module.css'

const shortest = 4
const longest = 8
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** Large keys for a PIN, on the screen and on the keyboard. It is gone from the screen as soon as it is handed over. */
export const PinPad = (props: {
  disabled: boolean
  /** Why the last one was not taken. */
  failed: string | null
  onEntered: (pin: string) => void
}) => {
  const { disabled, failed, onEntered } = props
  const { t } = useTranslation()
  const [pin, setPin] = useState('')
  const press = (digit: string) => setPin(now => (now.length < longest ? now + digit : now))
  const back = () => setPin(now => now.slice(0, -1))
  const enter = () => {
    if (pin.length < shortest) return
    setPin('')
    onEntered(pin)
  }
  useEffect(() => {
    if (disabled) return
    const type = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (/^\d$/.test(event.key)) press(event.key)
      else if (event.key === 'Backspace') back()
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) enter()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', type)
    return () => document.removeEventListener('keydown', type)
  })
  return (
    <div className={css.pad}>
      <div className={css.dots} role="status" aria-label={t('cart.pin.entered', { count: pin.length })}>
        {Array.from({ length: Math.max(shortest, pin.length) }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the dots are all alike and never move
          <i key={at} data-on={at < pin.length || undefined} />
        ))}
      </div>
      <p className={css.failed} role="alert">
        {failed}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no grid in every browser */}
      <div className={css.keys} role="group" aria-label={t('cart.pin.keys')}>
        {digits.map(digit => (
          <button
            key={digit}
            type="button"
            className={css.key}
            disabled={disabled}
            onClick={() => press(digit)}
          >
            {digit}
          </button>
        ))}
        <button
          type="button"
          className={css.key}
          data-bare
          disabled={disabled || pin === ''}
          aria-label={t('cart.pin.delete')}
          onClick={back}
        >
          <IconBackspace size={28} stroke={1.6} aria-hidden />
        </button>
        <button type="button" className={css.key} disabled={disabled} onClick={() => press('0')}>
          {'0'}
        </button>
        <button
          type="button"
          className={css.key}
          data-bare
          data-go
          disabled={disabled || pin.length < shortest}
          aria-label={t('cart.pin.enter')}
          onClick={enter}
        >
          <IconCheck size={28} stroke={1.8} aria-hidden />
        </button>
      </div>
    </div>
  )
}
