import { useDebouncedValue } from '@mantine/hooks'
import { orpc } from '@rapport/client'
import type { Channel } from '@rapport/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

export type OptInRequest = { storeId: string; customerId: string; contactPointId: string; channel: Channel }
export type Preview = ReturnType<typeof usePreview>

const restMs = 250
const longest = 600

/** What the server would send, asked again when the writing rests. */
export function usePreview(request: OptInRequest, introduction: string) {
  const [rested] = useDebouncedValue(introduction.trim().slice(0, longest), restMs)
  const query = useQuery({
    ...orpc.consent.previewRequest.queryOptions({ input: { ...request, introduction: rested } }),
    placeholderData: keepPreviousData,
  })
  return { data: query.data, failed: query.isError }
}
