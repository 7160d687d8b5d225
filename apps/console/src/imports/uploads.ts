import { api, orpc, refusalOf } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** An upload goes on while one looks at other things; a reload ends it, and the same file takes it up again. */
export type Upload = { sent: number; size: number; failed: unknown }

const uploads = new Map<string, Upload>()
const listeners = new Set<() => void>()
const sideBySide = 3

const put = (importId: string, upload: Upload) => {
  uploads.set(importId, upload)
  for (const listener of listeners) listener()
}

/** How far the upload of this import is, while this page carries it. */
export const useUpload = (importId: string): Upload | undefined =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => uploads.get(importId),
  )

/** Sends the pieces that the server does not have, some side by side, and says when the file is complete. */
export const upload = async (job: ImportDetail, file: File, queryClient: QueryClient): Promise<void> => {
  const importId = job.id
  let detail = job
  put(importId, { sent: 0, size: file.size, failed: undefined })
  try {
    while (detail.missingChunks.length > 0) {
      const places = [...detail.missingChunks]
      const sendOne = async () => {
        for (let place = places.shift(); place !== undefined; place = places.shift()) {
          const piece = file.slice(place * job.chunkBytes, (place + 1) * job.chunkBytes)
          await patiently(() =>
            api.imports.putChunk({
              params: { importId, place: place ?? 0 },
              body: new File([piece], 'piece', { type: 'application/octet-stream' }),
            }),
          )
          const before = uploads.get(importId)
          if (before) put(importId, { ...before, sent: before.sent + piece.size })
        }
      }
      await Promise.all(Array.from({ length: sideBySide }, sendOne))
      detail = await api.imports.get({ importId })
    }
    await api.imports.finishUpload({ importId })
    // A first look at the import that is still on its way would come back with how it was before, and count as new.
    const queryKey = orpc.imports.get.key({ input: { importId } })
    await queryClient.cancelQueries({ queryKey })
    await queryClient.invalidateQueries({ queryKey })
    uploads.delete(importId)
    for (const listener of listeners) listener()
  } catch (failed) {
    put(importId, { sent: 0, size: file.size, failed })
  }
}

/** Tries a piece again when the line broke, not when the server said no. */
async function patiently(send: () => Promise<unknown>) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send()
    } catch (error) {
      if (attempt >= 4 || refusalOf(error).code !== 'NO_CONNECTION') throw error
      await new Promise(resolve => setTimeout(resolve, 500 * 2 ** attempt))
    }
  }
}
