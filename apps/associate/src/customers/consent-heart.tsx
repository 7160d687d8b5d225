import type { ConsentState } from '@rapport/contract'
import { Heart, type HeartState } from '@rapport/ui'
import { useTranslation } from 'react-i18next'

const drawn: Record<ConsentState, HeartState> = {
  opted_in: 'in',
  requested: 'asked',
  none: 'none',
  opted_out: 'out',
}

/** The heart of a consent, with its spoken name. */
export const ConsentHeart = (props: { state: ConsentState; large?: boolean }) => {
  const { t } = useTranslation()
  return (
    <Heart
      state={drawn[props.state]}
      label={t(`heart.${props.state}`)}
      {...(props.large ? { large: true } : {})}
    />
  )
}
