import { IconArrowUp, IconCamera } from '@tabler/icons-react'
import { type ChangeEvent, type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { ask } from './api.ts'
import { shrinkPicture } from './pictures.ts'
import { texts } from './texts.ts'

/** Where the customer types. Enter sends, Shift and Enter breaks the line. */
export function PhoneComposer({ from, to }: { from: string; to: string }) {
  const [body, setBody] = useState('')
  const [failed, setFailed] = useState(false)
  const file = useRef<HTMLInputElement>(null)

  const say = (words: string, mediaUrls?: string[]) =>
    ask('/say', { from, to, body: words, ...(mediaUrls ? { mediaUrls } : {}) }).then(
      () => setFailed(false),
      () => {
        setFailed(true)
        if (words) setBody(words)
      },
    )
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault()
    if (!body.trim()) return
    setBody('')
    say(body)
  }
  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const picked = event.target.files?.[0]
    event.target.value = ''
    if (picked) say('', [await shrinkPicture(picked)])
  }

  return (
    <form className="compose" onSubmit={submit}>
      <button
        type="button"
        className="tap"
        aria-label={texts.sendPicture}
        onClick={() => file.current?.click()}
      >
        <IconCamera size={24} stroke={1.6} aria-hidden="true" />
      </button>
      <input ref={file} type="file" accept="image/*" hidden onChange={pick} />
      <textarea
        rows={1}
        value={body}
        aria-label={texts.textMessage}
        placeholder={texts.textMessage}
        onChange={event => setBody(event.target.value)}
        onKeyDown={event =>
          event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && submit(event)
        }
      />
      <button type="submit" className="tap send" aria-label={texts.send} aria-disabled={!body.trim()}>
        <span>
          <IconArrowUp size={18} stroke={2.2} aria-hidden="true" />
        </span>
      </button>
      {failed && (
        <p role="alert" className="bad">
          {texts.notSent}
        </p>
      )}
    </form>
  )
}
