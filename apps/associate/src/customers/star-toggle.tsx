import { notifications } from '@mantine/notifications'
import { api, orpc, patchRow } from '@rapport/client'
import type { Customer, CustomerRow } from '@rapport/contract'
import { Tap } from '@rapport/ui'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'

type Pages = InfiniteData<{ items: CustomerRow[]; nextCursor: string | null }>
type Starrable = { id: string; name: string; starred: boolean; conversationId: string | null }

/** Stars a customer for me; shown at once, taken back if the server refuses. */
export const StarToggle = ({ customer }: { customer: Starrable }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const show = (starred: boolean) => {
    queryClient.setQueriesData<Pages>(
      { queryKey: orpc.customers.list.key({ type: 'infinite' }) },
      list =>
        list && {
          ...list,
          pages: list.pages.map(page => ({
            ...page,
            items: page.items.map(row => (row.id === customer.id ? { ...row, starred } : row)),
          })),
        },
    )
    queryClient.setQueriesData<Customer>({ queryKey: orpc.customers.get.key() }, known =>
      known?.id === customer.id ? { ...known, starred } : known,
    )
    if (customer.conversationId)
      patchRow(queryClient, customer.conversationId, row => ({
        ...row,
        customer: { ...row.customer, starred },
      }))
  }
  const star = useMutation({
    mutationFn: (starred: boolean) => api.customers.setStar({ customerId: customer.id, starred }),
    onMutate: show,
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: orpc.customers.count.key() }),
    onError: (error, starred) => {
      show(!starred)
      notifications.show({ message: say(error) })
    },
  })
  const { starred } = customer
  return (
    <Tap
      label={t(starred ? 'star.remove' : 'star.add', { name: customer.name })}
      pressed={starred}
      onClick={() => star.mutate(!starred)}
    >
      {starred ? (
        <IconStarFilled size={22} color="var(--star)" aria-hidden />
      ) : (
        <IconStar
          size={22}
          stroke={1.6}
          color="color-mix(in oklab, var(--soft) 72%, var(--ground))"
          aria-hidden
        />
      )}
    </Tap>
  )
}
