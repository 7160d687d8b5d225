import { api, orpc, refusalOf } from '@rapport/client'
import type { Conversation, StaffSummary } from '@rapport/contract'
import { Sheet, StaffDisc } from '@rapport/ui'
import { IconBuildingStore, IconCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../shell/session.ts'
import css from './conversation-menu.module.css'
import { RecordStop } from './record-stop.tsx'
import { useTell } from './use-tell.ts'

/** Who takes care of this customer, and what was said away from the thread. */
export function ConversationMenu(props: {
  conversation: Conversation
  opened: boolean
  onClose: () => void
}) {
  const { conversation, opened, onClose } = props
  const { t } = useTranslation()
  const mayAssign = useMay('conversation.assign')
  const mayRecord = useMay('consent.record')
  const name = conversation.customerFirstName
  return (
    <Sheet
      opened={opened}
      onClose={onClose}
      closeLabel={t('thread.close')}
      title={mayAssign ? t('thread.assignTitle', { name }) : t('thread.recordStop')}
    >
      {mayAssign && <Assign conversation={conversation} onDone={onClose} />}
      {mayRecord && conversation.heart === 'opted_in' && (
        <RecordStop conversation={conversation} onDone={onClose} />
      )}
    </Sheet>
  )
}

function Assign({ conversation, onDone }: { conversation: Conversation; onDone: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const tell = useTell()
  const { id, storeId, assignedTo } = conversation
  const colleagues = useQuery(orpc.session.colleagues.queryOptions({ input: { storeId } })).data?.staff ?? []
  const assign = useMutation({
    mutationFn: (staff: StaffSummary | null) =>
      api.conversations.assign({ conversationId: id, staffId: staff?.id ?? null }),
    onSuccess: () => {
      const queryKey = orpc.conversations.get.queryKey({ input: { conversationId: id } })
      void queryClient.invalidateQueries({ queryKey })
      onDone()
    },
    onError: (error, staff) =>
      tell(
        refusalOf(error).code === 'STAFF_CANNOT_REPLY'
          ? t('thread.cannotReply', { name: staff?.firstName ?? '' })
          : t('thread.notDone'),
      ),
  })
  return (
    <ul className={css.list}>
      {[null, ...colleagues].map(staff => {
        const chosen = (staff?.id ?? null) === (assignedTo?.id ?? null)
        return (
          <li key={staff?.id ?? 'nobody'}>
            <button
              type="button"
              className={css.choice}
              aria-pressed={chosen}
              disabled={assign.isPending}
              onClick={() => (chosen ? onDone() : assign.mutate(staff))}
            >
              {staff ? (
                <StaffDisc firstName={staff.firstName} hue={staff.hue} />
              ) : (
                <span className={css.store}>
                  <IconBuildingStore size={20} stroke={1.7} aria-hidden />
                </span>
              )}
              <span className={css.words}>
                {staff ? `${staff.firstName} ${staff.lastName}` : t('thread.nobody')}
              </span>
              {chosen && <IconCheck size={20} stroke={1.8} aria-hidden />}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
