import { Button, TextInput } from '@mantine/core'
import { Sheet } from '@rapport/ui'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { CameraView } from './camera-view.tsx'
import css from './scan.module.css'

type Told = { code: string; words: string | null }

/**
 * Reads a barcode with the camera, or has it typed. `onCode` does what is to be done with it; when it is refused, the
 * sheet says why and goes on looking. Whoever opened it closes it.
 */
export const ScanSheet = (props: {
  onClose: () => void
  onCode: (code: string) => Promise<unknown>
  /** It stands in the address. */
  addressed?: boolean
}) => {
  const { t } = useTranslation()
  return (
    <Sheet
      opened
      onClose={props.onClose}
      title={t('scan.title')}
      closeLabel={t('app.close')}
      tall
      addressed={props.addressed === true}
    >
      <Scan onCode={props.onCode} />
    </Sheet>
  )
}

const Scan = ({ onCode }: { onCode: (code: string) => Promise<unknown> }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const [typed, setTyped] = useState('')
  const [told, setTold] = useState<Told | null>(null)
  const asked = useRef(0)
  const busy = useRef(false)
  const take = async (code: string) => {
    asked.current += 1
    const mine = asked.current
    const latest = () => mine === asked.current
    busy.current = true
    setTold({ code, words: null })
    try {
      await onCode(code)
      navigator.vibrate?.(30)
    } catch (error) {
      if (latest()) setTold({ code, words: say(error) })
    } finally {
      if (latest()) busy.current = false
    }
  }
  // Who types means that number, whatever the camera sees meanwhile.
  const see = (code: string) => {
    if (!busy.current && code !== '' && typed === '') void take(code)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== '') void take(typed.trim())
  }
  return (
    <div className={css.scan}>
      <CameraView onCode={see} />
      <p className={css.told} role="status" data-refused={told?.words ? '' : undefined}>
        {told === null ? (
          t('scan.hint')
        ) : (
          <>
            <b className="num">{told.code}</b> {told.words ?? t('scan.looking')}
          </>
        )}
      </p>
      <form className={css.type} onSubmit={submit}>
        <TextInput
          label={t('scan.type')}
          value={typed}
          maxLength={200}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={typed.trim() === ''}>
          {t('scan.find')}
        </Button>
      </form>
    </div>
  )
}
