import { IconHanger2 } from '@tabler/icons-react'
import css from './tile.module.css'

type Size = 'row' | 'card' | 'small' | 'cart'

/**
 * A product's picture on warm paper, dimmed in the dark so that black goods stay visible. The name stands beside it,
 * so the picture says nothing itself; what has no picture shows a hanger.
 */
export const Tile = (props: { src: string | null; size?: Size }) => (
  <span className={css.tile} data-size={props.size ?? 'row'} aria-hidden>
    {props.src === null ? (
      <IconHanger2 size={props.size === 'card' ? 40 : 24} stroke={1.4} />
    ) : (
      <img src={props.src} alt="" loading="lazy" decoding="async" />
    )}
  </span>
)
