import { Button } from '@mantine/core'
import { IconBulb, IconBulbOff, IconCamera, IconCameraOff } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import css from './scan.module.css'
import { type CameraState, useCamera } from './use-camera.ts'
import { useReading } from './use-reading.ts'

/** What the camera sees, with a frame to hold the label in; or why it sees nothing. */
export const CameraView = ({ onCode }: { onCode: (code: string) => void }) => {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const { state, start, torch } = useCamera(video)
  const { failed } = useReading(video, state === 'on', onCode)
  return (
    <div className={css.view} data-state={state}>
      <video ref={video} className={css.video} muted playsInline aria-label={t('scan.picture')} />
      {state === 'on' && !failed && <span className={css.frame} aria-hidden />}
      {state === 'on' && torch && (
        <button
          type="button"
          className={css.torch}
          aria-pressed={torch.on}
          aria-label={t('scan.torch')}
          title={t('scan.torch')}
          onClick={() => torch.turn(!torch.on)}
        >
          {torch.on ? (
            <IconBulb size={24} stroke={1.6} aria-hidden />
          ) : (
            <IconBulbOff size={24} stroke={1.6} aria-hidden />
          )}
        </button>
      )}
      {state === 'asking' && (
        <div className={css.face}>
          <IconCamera size={32} stroke={1.4} aria-hidden />
          <p>{t('scan.ask')}</p>
          <Button onClick={() => void start()}>{t('scan.allow')}</Button>
        </div>
      )}
      {(isOff(state) || failed) && (
        <div className={css.face} role="alert">
          <IconCameraOff size={32} stroke={1.4} aria-hidden />
          <p>{t(failed ? 'scan.failed' : `scan.off.${isOff(state) ? state : 'busy'}`)}</p>
          {(state === 'denied' || state === 'busy') && (
            <Button variant="light" onClick={() => void start()}>
              {t('app.retry')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

type Off = Extract<CameraState, 'denied' | 'none' | 'unsafe' | 'busy'>
const isOff = (state: CameraState): state is Off => ['denied', 'none', 'unsafe', 'busy'].includes(state)
