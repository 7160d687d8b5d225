import { IconAdjustmentsHorizontal, IconFlask, IconReload } from '@tabler/icons-react'
import { ask } from './api.ts'
import { texts } from './texts.ts'

interface Props {
  label: string
  lost: boolean
  /** Opens the controls where they have no place of their own. */
  onControls: (() => void) | undefined
}

/** The strip that says on its face what this is. */
export function Banner({ label, lost, onControls }: Props) {
  return (
    <header className="banner">
      <IconFlask size={20} stroke={1.7} aria-hidden="true" />
      <h1>{texts.banner}</h1>
      <p className="more">{texts.bannerMore}</p>
      <div className="banner-end">
        <span role="status" className={lost ? 'bad' : 'soft label'}>
          {lost ? texts.lost : label}
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
      onClick={() => ask('/start-over', {})}
    >
      <IconReload size={18} stroke={1.7} aria-hidden="true" />
      {texts.startOver}
    </button>
  )
}
