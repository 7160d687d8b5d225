import { Button, Progress } from '@mantine/core'
import { api, orpc, refusalOf } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { Trouble } from '../parts/trouble.tsx'
import { DropFile } from './drop-file.tsx'
import { bytesInWords } from './in-words.ts'
import { forgetUpload, type Upload, upload, useUpload } from './uploads.ts'
import { useBegin } from './use-begin.ts'
import css from './wizard.module.css'
import { Wizard } from './wizard.tsx'

/** The file on its way; after a reload the same file takes the upload up where it ended. */
export const UploadStep = ({ job }: { job: ImportDetail }) => {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const going = useUpload(job.id)
  const throwAway = useMutation({
    mutationFn: () => api.imports.cancel({ importId: job.id }),
    onSuccess: async () => {
      void queryClient.invalidateQueries({ queryKey: orpc.imports.list.key() })
      await navigate({ to: '/imports', search: true })
      forgetUpload(job.id)
    },
  })
  // All of it is there and nobody has looked at it, as after a reload: then its reader says what is wrong with it.
  const complete = job.missingChunks.length === 0
  const carried = going !== undefined
  useEffect(() => {
    if (complete && !carried) void upload(job, new Blob(), queryClient)
  }, [complete, carried, job, queryClient])
  return (
    <Wizard
      step="file"
      title={job.fileName}
      foot={
        <>
          <p>{t('imports.keptAsDraft')}</p>
          <Button variant="default" loading={throwAway.isPending} onClick={() => throwAway.mutate()}>
            {t('imports.cancel')}
          </Button>
        </>
      }
    >
      {going && !going.failed ? (
        <Going going={going} />
      ) : going && refusalOf(going.failed).code === 'NOT_READABLE' ? (
        <Mended job={job} failed={going.failed} />
      ) : (
        <Again job={job} failed={going?.failed} />
      )}
    </Wizard>
  )
}

const Going = ({ going }: { going: Upload }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  return (
    <div className={css.going}>
      <p className="t16" role="status">
        {t(going.cut ? 'imports.uploadCut' : 'imports.uploading', {
          done: bytesInWords(going.sent, language),
          all: bytesInWords(going.size, language),
        })}
      </p>
      <Progress
        value={Math.round((100 * going.sent) / going.size)}
        aria-label={t('imports.uploadProgress')}
        size="lg"
        radius="xl"
      />
      <p className="soft">{t('imports.uploadStays')}</p>
    </div>
  )
}

/** It came to its end early: the same file goes on where it ended. */
const Again = ({ job, failed }: { job: ImportDetail; failed: unknown }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { language } = useLocale()
  const queryClient = useQueryClient()
  const [other, setOther] = useState(false)
  const take = (file: File) => {
    const same = file.size === job.sizeBytes
    setOther(!same)
    if (same) void upload(job, file, queryClient)
  }
  const why =
    failed instanceof DOMException ? t('refusal.CHUNK_WRONG') : failed === undefined ? null : say(failed)
  const trouble = other ? t('imports.otherFile') : why
  return (
    <>
      <p className={`t16 ${css.lead}`}>
        {t(failed === undefined ? 'imports.takeUpAgain' : 'imports.uploadFailed', { name: job.fileName })}
      </p>
      {trouble !== null && <Trouble text={trouble} />}
      <DropFile hint={bytesInWords(job.sizeBytes, language)} busy={false} onFile={take} />
    </>
  )
}

/** It is all there and is no table: only another file helps, and the place of this one is its. */
const Mended = ({ job, failed }: { job: ImportDetail; failed: unknown }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const begin = useBegin(job.kind, () =>
    // Where this fails it is swept away some days later; the mended file is on its way all the same.
    api.imports.cancel({ importId: job.id }).catch(() => undefined),
  )
  return (
    <>
      <p className={`t16 ${css.lead}`}>{t('imports.notReadable', { name: job.fileName })}</p>
      <Trouble text={begin.trouble ?? say(failed)} />
      <DropFile hint={t('imports.formats')} busy={begin.pending} onFile={begin.take} />
    </>
  )
}
