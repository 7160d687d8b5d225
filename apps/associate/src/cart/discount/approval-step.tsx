import { Button } from '@mantine/core'
import { orpc, refusalOf } from '@rapport/client'
import { EmptyState, SkeletonRows, StaffDisc } from '@rapport/ui'
import { IconShieldOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { LoadFailed } from '../../shell/faces.tsx'
import { useStore } from '../../shell/store-choice.ts'
import css from './discount.module.css'
import { PinPad } from './pin-pad.tsx'

type Props = {
  onBack: () => void
  /** Refuses with what the pad then says: wrong, or locked. */
  onApprove: (approval: { staffId: string; pin: string }) => Promise<unknown>
}

/** A manager's word on the associate's own device: who, then their PIN. */
export const ApprovalStep = ({ onBack, onApprove }: Props) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const storeId = useStore().id
  const query = useQuery(orpc.session.approvers.queryOptions({ input: { storeId } }))
  const [chosen, setChosen] = useState<string | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  /** Without a PIN nobody can say so on another's device. */
  const approvers = query.data?.approvers.filter(each => each.hasPin)
  if (!approvers)
    return query.error ? (
      <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <SkeletonRows label={t('app.loading')} rows={3} />
    )
  if (approvers.length === 0)
    return (
      <EmptyState
        icon={<IconShieldOff aria-hidden />}
        text={t('cart.approval.nobody')}
        action={
          <Button variant="light" onClick={onBack}>
            {t('app.back')}
          </Button>
        }
      />
    )
  const who = approvers.find(
    each => each.id === (chosen ?? (approvers.length === 1 ? approvers[0]?.id : null)),
  )
  const approve = async (pin: string) => {
    if (!who) return
    setBusy(true)
    setFailed(null)
    try {
      await onApprove({ staffId: who.id, pin })
    } catch (error) {
      setFailed(error)
    } finally {
      setBusy(false)
    }
  }
  const locked = failed !== null && refusalOf(failed).code === 'PIN_LOCKED'
  return (
    <div className={css.approval}>
      <div className={css.people} role="radiogroup" aria-label={t('cart.approval.who')}>
        {approvers.map(each => (
          // biome-ignore lint/a11y/useSemanticElements: the disc is the radio button
          <button
            key={each.id}
            type="button"
            role="radio"
            aria-checked={each.id === who?.id}
            className={css.person}
            onClick={() => {
              setChosen(each.id)
              setFailed(null)
            }}
          >
            <StaffDisc firstName={each.firstName} hue={each.hue} size={48} />
            {each.firstName}
          </button>
        ))}
      </div>
      <p className={css.ask}>
        {who ? t('cart.approval.pinOf', { name: who.firstName }) : t('cart.approval.choose')}
      </p>
      <PinPad
        key={who?.id ?? 'nobody'}
        disabled={!who || busy || locked}
        failed={failed === null ? null : say(failed)}
        onEntered={pin => void approve(pin)}
      />
      <Button variant="subtle" onClick={onBack}>
        {t('app.back')}
      </Button>
    </div>
  )
}
