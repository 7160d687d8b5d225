import { TextInput } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { StorePlace } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EntryForm } from '../parts/entry-form.tsx'

const fields = ['street', 'postalCode', 'city', 'region', 'openingHours'] as const
const longest = { street: 120, postalCode: 20, city: 80, region: 40, openingHours: 120 }

/** Where one store is. */
export const StoreForm = ({ known }: { known: StorePlace }) => {
  const { t } = useTranslation()
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
  const submit = () => {
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
    <EntryForm
      title={known.name}
      back={{ to: '/selling/stores' }}
      trouble={save.error}
      saving={save.isPending}
      saveLabel={t('selling.save')}
      onSave={submit}
    >
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
    </EntryForm>
  )
}
