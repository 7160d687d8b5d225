import { Button, Progress } from '@mantine/core'
import { api } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import { Note, useLocale } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { DropFile } from './drop-file.tsx'
import { bytesInWords } from './in-words.ts'
import { upload, useUpload } from './uploads.ts'
import css from './wizard.module.css'
import { Wizard } from './wizard.tsx'

/** The file on its way; after a reload the same file takes the upload up where it ended. */
export const UploadStep = ({ job }: { job: ImportDetail }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const { language } = useLocale()
  const going = useUpload(job.id)
  const [wrong, setWrong] = useState(false)
  const cancel = useMutation({ mutationFn: () => api.imports.cancel({ importId: job.id }) })
  const again = (file: File) => {
    const same = file.size === job.sizeBytes
    setWrong(!same)
    if (same) void upload(job, file, queryClient)
  }
  const share = going ? Math.round((100 * going.sent) / going.size) : 0
  return (
    <Wizard
      step="file"
      title={job.fileName}
      foot={
        <>
          <p>{t('imports.keptAsDraft')}</p>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('imports.cancel')}
          </Button>
        </>
      }
    >
      {going && !going.failed ? (
        <div className={css.going}>
          <p className="t16" role="status">
            {t('imports.uploading', {
              done: bytesInWords(going.sent, language),
              all: bytesInWords(going.size, language),
            })}
          </p>
          <Progress value={share} aria-label={t('imports.uploadProgress')} size="lg" radius="xl" />
          <p className="soft">{t('imports.uploadStays')}</p>
        </div>
      ) : (
        <>
          <p className={`t16 ${css.lead}`}>{t('imports.takeUpAgain', { name: job.fileName })}</p>
          <DropFile hint={bytesInWords(job.sizeBytes, language)} busy={false} onFile={again} />
        </>
      )}
      {(going?.failed || wrong) && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {going?.failed ? say(going.failed) : t('imports.otherFile')}
        </Note>
      )}
    </Wizard>
  )
}
