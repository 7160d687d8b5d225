import { Textarea, TextInput } from '@mantine/core'
import { orpc } from '@rapport/client'
import type { LegalEntity } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EntryForm } from '../parts/entry-form.tsx'
import { ReceiptNotes } from './receipt-notes.tsx'
import { placesOf, usePlaceName } from './use-places.ts'

const pages = ['termsUrl', 'returnsUrl', 'privacyUrl'] as const
const isWebAddress = (typed: string) => typed === '' || /^https:\/\/\S+\.\S+/.test(typed)

/** One who sells: name and address as on a receipt, the pages of its terms, and the note under a receipt. */
export const SellerForm = ({ known }: { known?: LegalEntity }) => {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [country, setCountry] = useState(known?.country ?? '')
  const [name, setName] = useState(known?.name ?? '')
  const [address, setAddress] = useState(known?.address ?? '')
  const [taxId, setTaxId] = useState(known?.taxId ?? '')
  const [urls, setUrls] = useState({
    termsUrl: known?.termsUrl ?? '',
    returnsUrl: known?.returnsUrl ?? '',
    privacyUrl: known?.privacyUrl ?? '',
  })
  const [notes, setNotes] = useState<Record<string, string>>(known?.receiptNote ?? {})
  const [tried, setTried] = useState(false)
  const places = placesOf(country)
  const at = places?.length === 1 && places[0]?.region === null ? places[0] : undefined
  const back = async () => {
    await queryClient.invalidateQueries({ queryKey: orpc.selling.legalEntities.key() })
    void navigate({ to: '/selling/sellers' })
  }
  const save = useMutation(orpc.selling.saveLegalEntity.mutationOptions({ onSuccess: back }))
  const remove = useMutation(orpc.selling.deleteLegalEntity.mutationOptions({ onSuccess: back }))
  const submit = () => {
    setTried(true)
    const filled = name.trim() !== '' && address.trim() !== ''
    if (!at?.country || !filled || !pages.every(page => isWebAddress(urls[page].trim()))) return
    save.mutate({
      country: at.country,
      name: name.trim(),
      address: address.trim(),
      taxId: taxId.trim() || null,
      termsUrl: urls.termsUrl.trim() || null,
      returnsUrl: urls.returnsUrl.trim() || null,
      privacyUrl: urls.privacyUrl.trim() || null,
      receiptNote: Object.fromEntries(Object.entries(notes).filter(([, note]) => note.trim() !== '')),
    })
  }
  const trouble = save.error ?? remove.error
  return (
    <EntryForm
      title={known?.name ?? t('selling.seller.new')}
      back={{ to: '/selling/sellers' }}
      trouble={trouble}
      saving={save.isPending}
      saveLabel={t('selling.save')}
      onSave={submit}
      remove={
        known && {
          label: t('selling.remove'),
          removing: remove.isPending,
          onRemove: () => remove.mutate({ country: known.country }),
        }
      }
    >
      <TextInput
        label={t('selling.seller.country')}
        description={at ? placeName(at) : t('selling.seller.countryHint')}
        value={country}
        maxLength={2}
        disabled={known !== undefined}
        onChange={event => setCountry(event.currentTarget.value)}
        error={tried && !at && t('selling.placeWrong')}
      />
      <TextInput
        label={t('selling.seller.name')}
        value={name}
        maxLength={120}
        onChange={event => setName(event.currentTarget.value)}
        error={tried && name.trim() === '' && t('selling.seller.nameNeeded')}
      />
      <Textarea
        label={t('selling.seller.address')}
        rows={2}
        value={address}
        maxLength={300}
        onChange={event => setAddress(event.currentTarget.value)}
        error={tried && address.trim() === '' && t('selling.seller.addressNeeded')}
      />
      <TextInput
        label={t('selling.seller.taxId')}
        value={taxId}
        maxLength={40}
        onChange={event => setTaxId(event.currentTarget.value)}
      />
      {pages.map(page => (
        <TextInput
          key={page}
          type="url"
          label={t(`selling.seller.${page}`)}
          value={urls[page]}
          maxLength={500}
          onChange={event => setUrls({ ...urls, [page]: event.currentTarget.value })}
          error={tried && !isWebAddress(urls[page].trim()) && t('selling.seller.urlWrong')}
        />
      ))}
      <ReceiptNotes notes={notes} onChange={setNotes} />
    </EntryForm>
  )
}
