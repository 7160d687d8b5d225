import css from './thread-skeleton.module.css'

const shapes = [
  ['in', 62],
  ['own', 54],
  ['own', 36],
  ['in', 70],
  ['own', 48],
] as const

/** Bubbles of the shape of those to come. */
export function ThreadSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className={css.skeleton}>
      {shapes.map(([side, width]) => (
        <span key={width} className={css.bubble} data-side={side} style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
