import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { RoleLimit } from '@rapport/contract'
import { SkeletonRows, useLocale } from '@rapport/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { decimalOf, unitsOf } from '../parts/decimal.ts'
import { LoadFailed } from '../parts/load-failed.tsx'
import css from './selling.module.css'

const builtIn = ['associate', 'manager', 'admin', 'integration'] as const

/** What each role may give away by itself, a sentence each (CRT-4). */
export const DiscountLimits = () => {
  const { t } = useTranslation()
  const query = useQuery(orpc.selling.discountLimits.queryOptions({ staleTime: 0 }))
  if (query.error) return <LoadFailed error={query.error} onRetry={() => query.refetch()} />
  if (!query.data) return <SkeletonRows label={t('app.loading')} rows={4} />
  return query.data.roles.map(role => <Limit key={`${role.roleId} ${role.limitBp}`} role={role} />)
}

const Limit = ({ role }: { role: RoleLimit }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { language } = useLocale()
  const queryClient = useQueryClient()
  const known = role.limitBp === null ? '' : decimalOf(role.limitBp, 2, language)
  const [typed, setTyped] = useState(known)
  const limitBp = typed.trim() === '' ? null : unitsOf(typed, 2)
  const valid = typed.trim() === '' || (limitBp !== null && limitBp <= 10_000)
  const save = useMutation(
    orpc.selling.saveDiscountLimit.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('selling.saved') })
        return queryClient.invalidateQueries({ queryKey: orpc.selling.discountLimits.key() })
      },
      onError: error => notifications.show({ message: say(error) }),
    }),
  )
  const name = builtIn.find(each => each === role.name)
  const who = name ? t(`role.${name}`) : role.name
  return (
    <form
      className={css.sentence}
      onSubmit={event => {
        event.preventDefault()
        if (valid) save.mutate({ roleId: role.roleId, limitBp })
      }}
    >
      <b className={css.who}>{who}</b>
      <TextInput
        className={css.number}
        aria-label={t('selling.limitOf', { role: who })}
        inputMode="decimal"
        value={typed}
        placeholder={t('selling.noLimit')}
        onChange={event => setTyped(event.currentTarget.value)}
        error={!valid && t('selling.percentWrong')}
      />
      <span className="soft">{t('selling.percent')}</span>
      <Button
        type="submit"
        variant="light"
        disabled={typed.trim() === known || !valid}
        loading={save.isPending}
      >
        {t('selling.save')}
      </Button>
    </form>
  )
}
