import { NativeSelect } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { Customer } from '@rapport/contract'
import { SkeletonRows, StaffDisc } from '@rapport/ui'
import { IconCheck, IconUserOff } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { LoadFailed } from '../shell/faces.tsx'
import { useSession } from '../shell/session.ts'
import { useStore } from '../shell/store-choice.ts'
import css from './more-sheet.module.css'

type To = { staffId?: string | null; homeStoreId?: string | null }

/** Gives a customer to a colleague or to a store; both are told, and the next one sees everything (CUS-3). */
export const Assign = ({ customer, onDone }: { customer: Customer; onDone: () => void }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { stores } = useSession()
  const storeId = useStore().id
  const queryClient = useQueryClient()
  const colleagues = useQuery(orpc.session.colleagues.queryOptions({ input: { storeId } }))
  const assign = useMutation({
    mutationFn: (to: To) => api.customers.assign({ storeId, customerId: customer.id, ...to }),
    onSuccess: (now, to) => {
      queryClient.setQueryData(
        orpc.customers.get.queryKey({ input: { storeId, customerId: customer.id } }),
        now,
      )
      void queryClient.invalidateQueries({
        queryKey: orpc.customers.assignments.key({ input: { customerId: customer.id } }),
      })
      if (to.staffId !== undefined) onDone()
    },
    onError: error => void notifications.show({ message: say(error) }),
  })
  if (colleagues.error)
    return <LoadFailed error={colleagues.error} onRetry={() => void colleagues.refetch()} />
  if (!colleagues.data) return <SkeletonRows label={t('app.loading')} rows={4} />
  return (
    <>
      <ul className={css.list}>
        {[null, ...colleagues.data.staff].map(staff => {
          const chosen = (staff?.id ?? null) === (customer.assignedTo?.id ?? null)
          return (
            <li key={staff?.id ?? 'nobody'}>
              <button
                type="button"
                className={css.item}
                aria-pressed={chosen}
                disabled={assign.isPending}
                onClick={() => (chosen ? onDone() : assign.mutate({ staffId: staff?.id ?? null }))}
              >
                {staff ? (
                  <StaffDisc firstName={staff.firstName} hue={staff.hue} />
                ) : (
                  <span className={css.nobody}>
                    <IconUserOff size={20} stroke={1.7} aria-hidden />
                  </span>
                )}
                <span className={css.words}>
                  {staff ? `${staff.firstName} ${staff.lastName}` : t('profile.nobody')}
                </span>
                {chosen && <IconCheck size={20} stroke={1.8} aria-hidden />}
              </button>
            </li>
          )
        })}
      </ul>
      <div className={css.store}>
        <NativeSelect
          label={t('profile.homeStore')}
          description={t('profile.homeStoreHint')}
          value={customer.homeStore?.id ?? ''}
          disabled={assign.isPending}
          onChange={event => assign.mutate({ homeStoreId: event.currentTarget.value || null })}
          data={[
            { value: '', label: t('profile.noStore') },
            ...stores.map(({ id, name }) => ({ value: id, label: name })),
            ...(customer.homeStore && !stores.some(({ id }) => id === customer.homeStore?.id)
              ? [{ value: customer.homeStore.id, label: customer.homeStore.name }]
              : []),
          ]}
        />
      </div>
    </>
  )
}
