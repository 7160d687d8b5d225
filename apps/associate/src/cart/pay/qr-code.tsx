import { useMemo } from 'react'
import { encode } from 'uqr'
import css from './pay.module.css'

/** A code that a phone reads: dark on light in both schemes, as large as there is room. */
export const QrCode = ({ address, label }: { address: string; label: string }) => {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(address, { ecc: 'M', border: 4 })
    const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size, path: dark.join('') }
  }, [address])
  return (
    <svg
      className={css.code}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#151412" />
    </svg>
  )
}
