import { orpc } from '@rapport/client'
import type { AttributeDefinition } from '@rapport/contract'
import { useQuery } from '@tanstack/react-query'

const none: AttributeDefinition[] = []

/** The business's own fields of customers, in their order; asked for only where they are needed. */
export const useAttributes = (needed = true): readonly AttributeDefinition[] =>
  useQuery(orpc.attributes.list.queryOptions({ enabled: needed })).data?.attributes ?? none
