import { type RefObject, useEffect, useRef, useState } from 'react'
import { bringDetector } from './detector.ts'

const everyMs = 120
// Wide enough for the bars of a label that fills half the picture, small enough for an old phone.
const widestPx = 960
/** A code that was told is not told again while it stays in sight; so long out of it, it is held there anew. */
const outOfSightMs = 2000

/** Reads codes from the camera's picture while it is on; a code counts when it was read twice in a row. */
export function useReading(
  video: RefObject<HTMLVideoElement | null>,
  on: boolean,
  onCode: (code: string) => void,
): { failed: boolean } {
  const tell = useRef(onCode)
  tell.current = onCode
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!on) return
    let over = false
    let timer: ReturnType<typeof setTimeout>
    const canvas = document.createElement('canvas')
    const seen = { code: '', told: '', toldSeenAt: 0 }
    const take = (code: string) => {
      const twice = code === seen.code
      seen.code = code
      const now = performance.now()
      const still = code === seen.told && now - seen.toldSeenAt < outOfSightMs
      if (code === seen.told) seen.toldSeenAt = now
      if (!twice || still) return
      seen.told = code
      seen.toldSeenAt = now
      tell.current(code)
    }
    bringDetector().then(
      detector => {
        const look = async () => {
          const picture = over ? null : frameOf(video.current, canvas)
          const found = picture ? await detector.detect(picture).catch(() => []) : []
          if (over) return
          if (found[0]) take(found[0].rawValue.trim())
          timer = setTimeout(look, everyMs)
        }
        void look()
      },
      () => over || setFailed(true),
    )
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [on, video])
  return { failed }
}

function frameOf(video: HTMLVideoElement | null, canvas: HTMLCanvasElement): HTMLCanvasElement | null {
  if (!video || video.readyState < video.HAVE_CURRENT_DATA || video.videoWidth === 0) return null
  const scale = Math.min(1, widestPx / video.videoWidth)
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  return canvas
}
