import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { ApiKey } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'

/** Takes a key back for good; asks once more, because nothing brings it back. */
export const RevokeKey = ({ known }: { known: ApiKey }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState(false)
  const revoke = useMutation(
    orpc.integrations.revokeKey.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: orpc.integrations.keys.key() }),
      onError: error => notifications.show({ message: say(error) }),
    }),
  )
  return (
    <Button
      color="bad"
      variant={asked ? 'filled' : 'light'}
      loading={revoke.isPending}
      onClick={() => (asked ? revoke.mutate({ keyId: known.id }) : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {t(asked ? 'keys.revokeSure' : 'keys.revoke')}
    </Button>
  )
}
