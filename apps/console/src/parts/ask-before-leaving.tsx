import { Button, Modal } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import form from './form.module.css'

/** While something is typed and not saved, whoever leaves its page is asked first; the browser asks where we cannot. */
export const AskBeforeLeaving = ({ held }: { held: boolean }) => {
  const { t } = useTranslation()
  const leaving = useBlocker({
    // Filters and columns of the list beside it change the address, too, and take nothing away.
    shouldBlockFn: ({ current, next }) => held && current.pathname !== next.pathname,
    enableBeforeUnload: () => held,
    withResolver: true,
  })
  return (
    <Modal
      opened={leaving.status === 'blocked'}
      onClose={() => leaving.reset?.()}
      title={t('form.leave')}
      withCloseButton={false}
      centered
      size={400}
    >
      <div className={form.form}>
        <p>{t('form.leaveText')}</p>
        <div className={form.acts}>
          <Button data-autofocus onClick={() => leaving.reset?.()}>
            {t('form.stay')}
          </Button>
          <Button variant="light" color="bad" onClick={() => leaving.proceed?.()}>
            {t('form.discard')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
