import { IconTrash } from '@tabler/icons-react'
import { type ReactNode, type TouchEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './items.module.css'

/** How wide the red field is, and how far a finger goes until it means it. */
const openPx = 104
const meantPx = 48
const straight = 1.4

/** A row that a finger draws to the left: what it uncovers removes it. Others use the button that appears with focus. */
export const SwipeRow = (props: {
  name: string
  onRemove: () => void
  disabled: boolean
  children: ReactNode
}) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [drawn, setDrawn] = useState(0)
  const start = useRef<{ x: number; y: number } | null>(null)
  const onTouchStart = (event: TouchEvent) => {
    const touch = event.touches[0]
    start.current = touch && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null
  }
  const onTouchMove = (event: TouchEvent) => {
    const touch = event.touches[0]
    if (!start.current || !touch || props.disabled) return
    const [x, y] = [touch.clientX - start.current.x, touch.clientY - start.current.y]
    if (Math.abs(x) < 10 || Math.abs(x) < straight * Math.abs(y)) return
    setDrawn(Math.max(-openPx * 1.4, Math.min(0, x + (open ? -openPx : 0))))
  }
  const onTouchEnd = () => {
    start.current = null
    if (drawn !== 0) setOpen(drawn < -meantPx)
    setDrawn(0)
  }
  const by = drawn !== 0 ? drawn : open ? -openPx : 0
  return (
    <div className={css.swipe} data-open={by !== 0 || undefined}>
      <button
        type="button"
        className={css.remove}
        aria-label={t('cart.removeItem', { name: props.name })}
        disabled={props.disabled}
        onClick={() => {
          setOpen(false)
          props.onRemove()
        }}
      >
        <IconTrash size={20} stroke={1.7} aria-hidden />
        <span aria-hidden>{t('cart.remove')}</span>
      </button>
      <div
        className={css.slide}
        style={by === 0 ? undefined : { transform: `translateX(${by}px)` }}
        data-drawn={drawn !== 0 || undefined}
        onTouchStart={onTouchStart}
        onTouchMove={onTouchMove}
        onTouchEnd={onTouchEnd}
        onTouchCancel={onTouchEnd}
      >
        {props.children}
      </div>
    </div>
  )
}
