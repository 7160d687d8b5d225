import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { ApiKey } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { SureButton } from '../parts/sure-button.tsx'

/** Takes a key back for good; asks once more, because nothing brings it back. */
export const RevokeKey = ({ known }: { known: ApiKey }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const revoke = useMutation(
    orpc.integrations.revokeKey.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.integrations.keys.key() }),
      onError: error => notifications.show({ message: say(error) }),
    }),
  )
  return (
    <SureButton
      label={t('keys.revoke')}
      sureLabel={t('keys.revokeSure')}
      loading={revoke.isPending}
      onSure={() => revoke.mutate({ keyId: known.id })}
    />
  )
}
