import type { Message } from '@rapport/contract'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'

/** Tells a screen reader what has just come in, and nothing of what is loaded by scrolling. */
export function Arrivals({ name, lines }: { name: string; lines: readonly Message[] }) {
  const { t } = useTranslation()
  const since = useRef(lines.at(-1)?.sequence ?? 0)
  const arrived = lines.filter(line => line.sequence > since.current && line.direction === 'in').slice(-3)
  return (
    <div className="hidden-visually" role="status">
      {arrived.map(line => (
        <p key={line.id}>{t('thread.arrived', { name, body: line.body })}</p>
      ))}
    </div>
  )
}
