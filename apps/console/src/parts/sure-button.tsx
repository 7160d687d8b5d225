import { Button } from '@mantine/core'
import { useState } from 'react'

/** For what nothing brings back: the first press asks, the second does it, and going elsewhere takes the question back. */
export const SureButton = (props: {
  label: string
  sureLabel: string
  loading: boolean
  onSure: () => void
}) => {
  const [asked, setAsked] = useState(false)
  return (
    <Button
      color="bad"
      variant={asked ? 'filled' : 'light'}
      loading={props.loading}
      onClick={() => (asked ? props.onSure() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {asked ? props.sureLabel : props.label}
    </Button>
  )
}
