import { api, isFinal, orpc, refusalOf } from '@rapport/client'
import type { ImportDetail } from '@rapport/contract'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/**
 * An upload goes on while one looks at other things; a reload ends it, and the same file takes it up again.
 * While it is `cut` there is no connection, and it goes on by itself once there is one.
 */
export type Upload = { sent: number; size: number; cut: boolean; failed: unknown }

const uploads = new Map<string, Upload>()
const listeners = new Set<() => void>()
const sideBySide = 3
const longestWaitMs = 8000

const tell = () => {
  for (const listener of listeners) listener()
}
const put = (importId: string, upload: Upload) => {
  uploads.set(importId, upload)
  tell()
}
/** Only what is still wanted: one that was thrown away meanwhile stays away. */
const change = (importId: string, changed: Partial<Upload>) => {
  const before = uploads.get(importId)
  if (before) put(importId, { ...before, ...changed })
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

/** Whether this page sends it just now. */
export const isUploading = (importId: string): boolean => {
  const going = uploads.get(importId)
  return going !== undefined && going.failed === undefined
}

/** Sends no more of it. */
export const forgetUpload = (importId: string): void => {
  uploads.delete(importId)
  tell()
}

/** Sends the pieces that the server does not have, some side by side, and says when the file is complete. */
export const upload = async (job: ImportDetail, file: Blob, queryClient: QueryClient): Promise<void> => {
  const importId = job.id
  let detail = job
  put(importId, { sent: 0, size: job.sizeBytes, cut: false, failed: undefined })
  try {
    while (detail.missingChunks.length > 0) {
      const places = [...detail.missingChunks]
      const sendOne = async () => {
        for (let place = places.shift(); place !== undefined; place = places.shift()) {
          // Read before it is sent: a file that cannot be read any more must not look like a line that broke.
          const piece = await file.slice(place * job.chunkBytes, (place + 1) * job.chunkBytes).arrayBuffer()
          const body = new File([piece], 'piece', { type: 'application/octet-stream' })
          const params = { importId, place }
          await patiently(importId, () => api.imports.putChunk({ params, body }))
          change(importId, { sent: (uploads.get(importId)?.sent ?? 0) + body.size })
        }
      }
      await Promise.all(Array.from({ length: sideBySide }, sendOne))
      detail = await patiently(importId, () => api.imports.get({ importId }))
    }
    await patiently(importId, () => api.imports.finishUpload({ importId }))
    // A first look at the import that is still on its way would come back with how it was before, and count as new.
    const queryKey = orpc.imports.get.key({ input: { importId } })
    await queryClient.cancelQueries({ queryKey })
    await queryClient.invalidateQueries({ queryKey })
    forgetUpload(importId)
  } catch (failed) {
    change(importId, { sent: 0, cut: false, failed })
  }
}

/** Tries again: without a connection until there is one, some times when the server failed, not when it said no. */
async function patiently<T>(importId: string, send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send()
      change(importId, { cut: false })
      return answer
    } catch (error) {
      const cut = refusalOf(error).code === 'NO_CONNECTION'
      if (!uploads.has(importId) || isFinal(error) || (!cut && attempt >= 4)) throw error
      if (cut) change(importId, { cut })
      await untilOnline(Math.min(longestWaitMs, 500 * 2 ** attempt))
    }
  }
}

/** Until the device says that the line is back, or it is time to look for oneself. */
const untilOnline = (mostMs: number) =>
  new Promise<void>(resolve => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, mostMs)
    addEventListener('online', done)
  })
