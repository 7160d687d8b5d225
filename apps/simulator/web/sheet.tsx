import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { texts } from './texts.ts'

interface Props {
  open: boolean
  title: string
  onClose(): void
  children: ReactNode
}

/** The controls where there is room for the phone alone: over it, from below. */
export function Sheet({ open, title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    <dialog className="sheet" ref={dialog} aria-label={title} onClose={onClose}>
      <div className="sheet-head">
        <h2>{title}</h2>
        <button type="button" className="tap" aria-label={texts.close} onClick={onClose}>
          <IconX size={22} stroke={1.7} aria-hidden="true" />
        </button>
      </div>
      {children}
    </dialog>
  )
}
