import { IconPhoto } from '@tabler/icons-react'
import { tell } from './api.ts'
import { samplePicture } from './pictures.ts'
import { texts } from './texts.ts'

interface Props {
  name: string
  from: string
  to: string
  /** Lets the screen show the phone, where the words appear. */
  onSaid(): void
}

/** Words to say with one press. */
export function Sayings({ name, from, to, onSaid }: Props) {
  const say = (body: string, mediaUrls: string[] = []) => {
    tell('/say', { from, to, body, mediaUrls })
    onSaid()
  }
  return (
    <fieldset className="sayings">
      <legend>{texts.sayAs(name)}</legend>
      {texts.sayings.map(word => (
        <button key={word} type="button" className="chip" onClick={() => say(word)}>
          {word}
        </button>
      ))}
      <button type="button" className="chip" onClick={() => say('', [samplePicture()])}>
        <IconPhoto size={16} stroke={1.8} aria-hidden="true" />
        {texts.picture}
      </button>
      <button type="button" className="chip" onClick={() => say(texts.question)}>
        {texts.quoted(texts.question)}
      </button>
    </fieldset>
  )
}
