import { minifyContractRouter } from '@orpc/contract'
import { contract } from '@rapport/contract'

const id = 'virtual:rapport-contract'

/** Methods and paths alone: what the browser needs of an operation. */
const lean = (router: unknown): unknown => {
  const { '~orpc': operation, ...rest } = router as Record<string, unknown>
  if (operation === undefined)
    return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, lean(value)]))
  const { method, path, successStatus, inputStructure, outputStructure } = (
    operation as { route: Record<string, unknown> }
  ).route
  return {
    '~orpc': {
      errorMap: {},
      meta: {},
      route: { method, path, successStatus, inputStructure, outputStructure },
    },
  }
}

/** Vite plugin: the contract without zod, made at build time, as `virtual:rapport-contract`. */
export const rapportContract = () => ({
  name: 'rapport-contract',
  resolveId: (source: string) => (source === id ? `\0${id}` : undefined),
  load: (source: string) =>
    source === `\0${id}`
      ? `export default ${JSON.stringify(lean(minifyContractRouter(contract)))}`
      : undefined,
})
