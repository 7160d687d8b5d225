import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** `asking`: in our words, before the browser asks in its own. */
export type CameraState = 'asking' | 'starting' | 'on' | 'denied' | 'none' | 'unsafe' | 'busy'
type Torch = { on: boolean; turn: (on: boolean) => void }

/** The camera at the back, from the moment it is allowed until the view goes or is hidden. */
export function useCamera(video: RefObject<HTMLVideoElement | null>) {
  const [state, setState] = useState<CameraState>('starting')
  const [torch, setTorch] = useState<Torch | null>(null)
  const stream = useRef<MediaStream | null>(null)
  const gone = useRef(false)

  const stop = useCallback(() => {
    for (const track of stream.current?.getTracks() ?? []) track.stop()
    stream.current = null
    setTorch(null)
  }, [])
  const start = useCallback(async () => {
    if (!navigator.mediaDevices?.getUserMedia) return setState('unsafe')
    setState('starting')
    try {
      const opened = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
      })
      stream.current = opened
      const element = video.current
      if (gone.current || !element) return stop()
      element.srcObject = opened
      await element.play()
      setTorch(torchOf(opened, setTorch))
      setState('on')
    } catch (error) {
      stop()
      if (!gone.current) setState(whyNot(error))
    }
  }, [video, stop])

  useEffect(() => {
    gone.current = false
    void permission().then(allowed => {
      if (gone.current) return
      if (allowed === 'granted') void start()
      else setState(allowed === 'denied' ? 'denied' : 'asking')
    })
    const look = () => {
      if (document.hidden) stop()
      else if (!stream.current) void permission().then(allowed => allowed === 'granted' && void start())
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      gone.current = true
      document.removeEventListener('visibilitychange', look)
      stop()
    }
  }, [start, stop])
  return { state, start, torch }
}

/** Not every browser tells beforehand; then it is asked for. */
const permission = async (): Promise<PermissionState> => {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state
  } catch {
    return 'prompt'
  }
}

function torchOf(opened: MediaStream, set: (torch: Torch) => void): Torch | null {
  const [track] = opened.getVideoTracks()
  const can = track?.getCapabilities?.() as { torch?: boolean } | undefined
  if (!track || !can?.torch) return null
  const turn = (on: boolean) => {
    const wanted = { advanced: [{ torch: on }] } as unknown as MediaTrackConstraints
    void track.applyConstraints(wanted).then(() => set({ on, turn }))
  }
  return { on: false, turn }
}

function whyNot(error: unknown): CameraState {
  const { name } = error as { name?: string }
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none'
}
