import { Drawer, Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { SheetBack } from './sheet-back.ts'

export type SheetProps = {
  opened: boolean
  onClose: () => void
  title: ReactNode
  closeLabel: string
  children: ReactNode
  /** As tall as the screen allows, for a search inside. */
  tall?: boolean
  /** On a desktop it stands at the right edge, so that the list it works on stays in sight. */
  side?: boolean
  /** It stands in the address: the way back closes it by itself. */
  addressed?: boolean
}

/** Rises from below on a phone, stands in the middle of a desktop. */
export const SheetFrame = ({ tall, side, closeLabel, opened, addressed, ...rest }: SheetProps) => {
  // It has to be seen closed before it opens, or it would not know where to give the focus back.
  const [mounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  useFocusBack()
  useCloseByBack(opened && !addressed, rest.onClose)
  const props = { ...rest, opened: opened && mounted }
  const wide = useMediaQuery('(min-width: 700px)', false, { getInitialValueInEffect: false })
  const icon = <IconX size={22} stroke={1.6} aria-hidden />
  const closeButtonProps = { 'aria-label': closeLabel, icon }
  if (wide && side)
    return (
      <Drawer
        {...props}
        closeButtonProps={closeButtonProps}
        position="right"
        size={440}
        styles={{ content: { borderRadius: '20px 0 0 20px' } }}
      />
    )
  if (wide)
    return (
      <Modal
        {...props}
        closeButtonProps={closeButtonProps}
        centered
        size={460}
        {...(tall ? { styles: { body: { height: '70dvh' } } } : {})}
      />
    )
  return (
    <Drawer
      {...props}
      closeButtonProps={closeButtonProps}
      position="bottom"
      size={tall ? '92%' : 'auto'}
      styles={{ content: { height: tall ? '92%' : 'auto', maxHeight: '94%' } }}
    />
  )
}

/** Whoever presses «back» means what stands in front. */
const useCloseByBack = (held: boolean, onClose: () => void) => {
  const hold = useContext(SheetBack)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => (held ? hold(() => close.current()) : undefined), [held, hold])
}

/** Where a sheet goes with its address, it is gone before it could close: then the focus returns to what opened it. */
const useFocusBack = () => {
  useEffect(() => {
    const opener = document.activeElement
    return () => {
      requestAnimationFrame(() => {
        const lost = !document.activeElement || document.activeElement === document.body
        if (lost && opener instanceof HTMLElement) opener.focus({ preventScroll: true })
      })
    }
  }, [])
}
