import { orpc } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'

/** Starts a run, for good or to try it out; the sheet follows what the server answers. */
export const useStart = (job: Pick<ImportDetail, 'id'>) => {
  const queryClient = useQueryClient()
  return useMutation(
    orpc.imports.start.mutationOptions({
      onSuccess: detail => {
        queryClient.setQueryData(orpc.imports.get.queryKey({ input: { importId: job.id } }), detail)
        void queryClient.invalidateQueries({ queryKey: orpc.imports.list.key() })
      },
    }),
  )
}
