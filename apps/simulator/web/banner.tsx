import { IconAdjustmentsHorizontal, IconFlask, IconReload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { tell } from './api.ts'
import { texts } from './texts.ts'

interface Props {
  label: string
  lost: boolean
  /** Opens the controls where they have no place of their own. */
  onControls: (() => void) | undefined
}

function useRefusal(): string | undefined {
  const [refusal, setRefusal] = useState<string>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (event: Event) => {
      setRefusal((event as CustomEvent<string>).detail)
      clearTimeout(timer)
      timer = setTimeout(() => setRefusal(undefined), 6000)
    }
    window.addEventListener('refused', show)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('refused', show)
    }
  }, [])
  return refusal
}

/** The strip that says on its face what this is. */
export function Banner({ label, lost, onControls }: Props) {
  const refusal = useRefusal()
  const trouble = lost ? texts.lost : refusal
  return (
    <header className="banner">
      <IconFlask size={20} stroke={1.7} aria-hidden="true" />
      <h1>{texts.banner}</h1>
      <p className="more">{texts.bannerMore}</p>
      <div className="banner-end">
        <span role="status" className={trouble ? 'bad' : 'soft label'}>
          {trouble ?? label}
        </span>
        {onControls ? (
          <button type="button" className="button" onClick={onControls}>
            <IconAdjustmentsHorizontal size={18} stroke={1.7} aria-hidden="true" />
            {texts.controls}
          </button>
        ) : (
          <StartOver />
        )}
      </div>
    </header>
  )
}

/** Clears the faults and the clock. */
export function StartOver() {
  return (
    <button
      type="button"
      className="button"
      title={texts.startOverHint}
      onClick={() => tell('/start-over', {})}
    >
      <IconReload size={18} stroke={1.7} aria-hidden="true" />
      {texts.startOver}
    </button>
  )
}
