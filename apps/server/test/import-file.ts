import { until } from './until.ts'
import type { Api } from './world.ts'

type Kind = 'orders' | 'customers' | 'products' | 'stock'

/** Puts a whole file up, in its pieces, and says that it is complete. */
export async function uploadFile(api: Api, kind: Kind, fileName: string, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const job = await api.imports.create({ kind, fileName, sizeBytes: bytes.length })
  for (const place of job.missingChunks) {
    const piece = bytes.slice(place * job.chunkBytes, (place + 1) * job.chunkBytes)
    await api.imports.putChunk({ params: { importId: job.id, place }, body: pieceOf(piece) })
  }
  return api.imports.finishUpload({ importId: job.id })
}

/** Runs an import, or tries it out, to its end. */
export async function runImport(api: Api, importId: string, dryRun = false) {
  await api.imports.start({ importId, dryRun })
  return ended(api, importId)
}

/** Some bytes of a file, as a browser sends them. */
export const pieceOf = (part: ConstructorParameters<typeof File>[0][number]) =>
  new File([part], 'piece', { type: 'application/octet-stream' })

export const ended = (api: Api, importId: string, withinMs = 20_000) =>
  until(
    'the run has ended',
    async () => {
      const job = await api.imports.get({ importId })
      return job.state === 'queued' || job.state === 'running' ? null : job
    },
    withinMs,
  )
