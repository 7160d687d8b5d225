import { Button, Checkbox, TextInput } from '@mantine/core'
import { orpc, useSession } from '@rapport/client'
import type { ShippingRate, ShippingZone } from '@rapport/contract'
import { useLocale } from '@rapport/ui'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EntryForm } from '../parts/entry-form.tsx'
import { draftOf, newRate, type RateDraft, rateOf } from './rate-draft.ts'
import { RateFields } from './rate-fields.tsx'
import { placesOf, usePlaceName, writePlaces } from './use-places.ts'

/** One zone: its places, and the ways of delivery that are offered there. */
export const ZoneForm = ({ known }: { known?: ShippingZone }) => {
  const { t } = useTranslation()
  const { language } = useLocale()
  const { stores } = useSession()
  const placeName = usePlaceName()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [id] = useState(known?.id ?? crypto.randomUUID())
  const [name, setName] = useState(known?.name ?? '')
  const [typed, setTyped] = useState(writePlaces(known?.places ?? []))
  const [everywhere, setEverywhere] = useState(known?.places.some(place => place.country === null) ?? false)
  const [drafts, setDrafts] = useState<RateDraft[]>(known?.rates.map(rate => draftOf(rate, language)) ?? [])
  const [tried, setTried] = useState(false)
  const named = placesOf(typed)
  const places = named && [...named, ...(everywhere ? [{ country: null, region: null }] : [])]
  const read = drafts.map(rateOf)
  const back = async () => {
    await queryClient.invalidateQueries({ queryKey: orpc.selling.shippingZones.key() })
    void navigate({ to: '/selling/delivery' })
  }
  const save = useMutation(orpc.selling.saveShippingZone.mutationOptions({ onSuccess: back }))
  const remove = useMutation(orpc.selling.deleteShippingZone.mutationOptions({ onSuccess: back }))
  const submit = () => {
    setTried(true)
    const rates = read.flatMap((one): ShippingRate[] => ('rate' in one ? [one.rate] : []))
    if (name.trim() === '' || !places || places.length === 0 || rates.length < drafts.length) return
    save.mutate({ id, name: name.trim(), places, rates })
  }
  return (
    <EntryForm
      title={known?.name ?? t('selling.zone.new')}
      back={{ to: '/selling/delivery' }}
      trouble={save.error ?? remove.error}
      changed={drafts.length !== (known?.rates.length ?? 0)}
      saving={save.isPending}
      saveLabel={t('selling.save')}
      onSave={submit}
      remove={
        known && {
          label: t('selling.zone.remove'),
          removing: remove.isPending,
          onRemove: () => remove.mutate({ id }),
        }
      }
    >
      <TextInput
        label={t('selling.zone.name')}
        value={name}
        maxLength={80}
        onChange={event => setName(event.currentTarget.value)}
        error={tried && name.trim() === '' && t('selling.zone.nameNeeded')}
      />
      <TextInput
        label={t('selling.zone.places')}
        description={
          named && named.length > 0 ? named.map(placeName).join(', ') : t('selling.zone.placesHint')
        }
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        error={
          (!named && t('selling.zone.placesWrong')) ||
          (tried && places?.length === 0 && t('selling.zone.placesNeeded'))
        }
      />
      <Checkbox
        label={t('selling.everywhere')}
        checked={everywhere}
        onChange={event => setEverywhere(event.currentTarget.checked)}
      />
      {drafts.map((draft, index) => {
        const one = read[index]
        return (
          <RateFields
            key={draft.id}
            draft={draft}
            trouble={tried && one && 'trouble' in one ? one.trouble : {}}
            onChange={changed => setDrafts(drafts.with(index, changed))}
            onRemove={() => setDrafts(drafts.toSpliced(index, 1))}
          />
        )
      })}
      <div>
        <Button
          variant="light"
          leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
          onClick={() =>
            setDrafts([...drafts, newRate(drafts.at(-1)?.currency ?? stores[0]?.currency ?? '')])
          }
        >
          {t('selling.rate.add')}
        </Button>
      </div>
    </EntryForm>
  )
}
