import { Button, TextInput } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { StorePlace } from '@rapport/contract'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import form from '../parts/form.module.css'
import { DetailHead } from '../parts/page.tsx'

const fields = ['street', 'postalCode', 'city', 'region', 'openingHours'] as const
const longest = { street: 120, postalCode: 20, city: 80, region: 40, openingHours: 120 }

/** Where one store is. */
export const StoreForm = ({ known }: { known: StorePlace }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState({
    street: known.street ?? '',
    postalCode: known.postalCode ?? '',
    city: known.city,
    region: known.region ?? '',
    openingHours: known.openingHours ?? '',
  })
  const [tried, setTried] = useState(false)
  const save = useMutation(
    orpc.selling.saveStore.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: orpc.selling.stores.key() })
        void navigate({ to: '/selling/stores' })
      },
    }),
  )
  const hint = { region: t('selling.store.regionHint'), openingHours: t('selling.store.openingHoursHint') }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (typed.city.trim() === '') return
    save.mutate({
      storeId: known.storeId,
      street: typed.street.trim() || null,
      postalCode: typed.postalCode.trim() || null,
      city: typed.city.trim(),
      region: typed.region.trim() || null,
      openingHours: typed.openingHours.trim() || null,
    })
  }
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <DetailHead title={known.name} back={{ to: '/selling/stores' }} />
      {fields.map(field => (
        <TextInput
          key={field}
          label={t(`selling.store.${field}`)}
          description={field in hint ? hint[field as keyof typeof hint] : undefined}
          value={typed[field]}
          maxLength={longest[field]}
          onChange={event => setTyped({ ...typed, [field]: event.currentTarget.value })}
          error={field === 'city' && tried && typed.city.trim() === '' && t('selling.store.cityNeeded')}
        />
      ))}
      {save.error && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {say(save.error)}
        </Note>
      )}
      <div className={form.acts}>
        <Button type="submit" loading={save.isPending}>
          {t('selling.save')}
        </Button>
      </div>
    </form>
  )
}
