import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import css from './notice-line.module.css'

/** As long as a double tap may take: what lies below the notice must not get the second one. */
const doubleTapMs = 400

/** The line of a notice (`id`) with one thing to do about it, which is done once; then the notice goes. */
export const NoticeLine = (props: { id: string; words: string; act: string; onAct: () => void }) => {
  const [done, setDone] = useState(false)
  const act = () => {
    if (done) return
    setDone(true)
    props.onAct()
    setTimeout(() => notifications.hide(props.id), doubleTapMs)
  }
  return (
    <span className={css.line}>
      {props.words}
      <Button variant="subtle" px={8} mx={-8} aria-disabled={done} onClick={act}>
        {props.act}
      </Button>
    </span>
  )
}
