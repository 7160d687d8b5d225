import { api } from '@rapport/client'
import type { ImportKind } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { upload } from './uploads.ts'

/**
 * Begins an import of a file and goes to it.
 * @param onBegun what is to be done once it is there
 */
export const useBegin = (kind: ImportKind, onBegun?: () => Promise<unknown>) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [empty, setEmpty] = useState<string>()
  const begin = useMutation({
    mutationFn: async (file: File) => {
      const job = await api.imports.create({ kind, fileName: file.name.slice(0, 200), sizeBytes: file.size })
      await onBegun?.()
      void upload(job, file, queryClient)
      return job
    },
    onSuccess: job =>
      void navigate({ to: '/imports/$importId', params: { importId: job.id }, replace: true }),
  })
  const take = (file: File) => {
    setEmpty(file.size === 0 ? file.name : undefined)
    if (file.size === 0) begin.reset()
    else begin.mutate(file)
  }
  const trouble =
    empty !== undefined ? t('imports.emptyFile', { name: empty }) : begin.error && say(begin.error)
  return { take, pending: begin.isPending, trouble }
}
