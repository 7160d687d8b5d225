import type { PhoneMessage } from '../src/shapes.ts'
import { LinkedText } from './linked-text.tsx'
import { texts } from './texts.ts'

interface Props {
  message: PhoneMessage
  heading: string | undefined
  /** A picture has come and takes its room. */
  onGrown(): void
}

/** One message on the phone, with the time above it where a stretch of talk begins. */
export function Bubble({ message, heading, onGrown }: Props) {
  const side = message.direction === 'inbound' ? 'mine' : 'theirs'
  return (
    <>
      {heading && <p className="heading">{heading}</p>}
      {message.media.map(media => (
        <img
          key={media.url}
          className={`shot ${side}`}
          src={media.url}
          alt={texts.pictureAlt}
          onLoad={onGrown}
        />
      ))}
      {message.body && (
        <div className={`bubble ${side}`}>
          <LinkedText text={message.body} />
        </div>
      )}
    </>
  )
}
