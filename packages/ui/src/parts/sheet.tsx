import { lazy, Suspense, useState } from 'react'
import type { SheetProps } from './sheet-frame.tsx'

const SheetFrame = lazy(async () => ({ default: (await import('./sheet-frame.tsx')).SheetFrame }))

/** A bottom sheet on a phone, a dialog on a desktop; its code comes with the first one opened. */
export const Sheet = (props: SheetProps) => {
  const [used, setUsed] = useState(props.opened)
  if (props.opened && !used) setUsed(true)
  return used ? (
    <Suspense>
      <SheetFrame {...props} />
    </Suspense>
  ) : null
}
