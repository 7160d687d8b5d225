import { onSignal } from '@rapport/client'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { withTexts } from '../i18n/texts.ts'

/** Wherever they are: that a note names them, and that a customer is theirs now. What it takes to say so comes with the first. */
export const useOwnNotices = (): void => {
  const navigate = useNavigate()
  useEffect(
    () =>
      onSignal(signal => {
        if (signal.type !== 'mention' && signal.type !== 'assigned') return
        void withTexts(['customers'], import('../customer/tell-own.tsx')).then(({ tellOwn }) =>
          tellOwn(signal, customerId =>
            navigate({
              to: signal.type === 'mention' ? '/customers/$customerId/notes' : '/customers/$customerId',
              params: { customerId },
            }),
          ),
        )
      }),
    [navigate],
  )
}
