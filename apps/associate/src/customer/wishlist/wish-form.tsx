import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api, orpc } from '@rapport/client'
import type { Customer, Product, ProductRow, Variant } from '@rapport/contract'
import { Chip, Chips, Segmented, SkeletonRows, Tile } from '@rapport/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { LoadFailed } from '../../shell/faces.tsx'
import { useStore } from '../../shell/store-choice.ts'
import { wishesKey } from './use-wishlist.ts'
import css from './wishlist.module.css'

type Source = 'customer' | 'associate'
type Props = { customer: Customer; product: ProductRow; onBack: () => void; onDone: () => void }

/** Which colour and size, whose idea, and what to remember of it. */
export const WishForm = (props: Props) => {
  const { t } = useTranslation()
  const storeId = useStore().id
  const query = useQuery(orpc.catalog.get.queryOptions({ input: { storeId, productId: props.product.id } }))
  if (query.data) return <Form {...props} whole={query.data} />
  if (query.error) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  return <SkeletonRows label={t('app.loading')} rows={3} />
}

const distinct = (values: (string | null)[]) => [...new Set(values.filter(value => value !== null))]

const Form = ({ customer, whole, onBack, onDone }: Props & { whole: Product }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const storeId = useStore().id
  const queryClient = useQueryClient()
  const variants = whole.variants.filter(each => each.active)
  const colours = distinct(variants.map(each => each.colour))
  const [colour, setColour] = useState<string | null>(colours.length === 1 ? (colours[0] ?? null) : null)
  const [size, setSize] = useState<string | null>(null)
  const [source, setSource] = useState<Source>('customer')
  const [note, setNote] = useState('')
  const ofColour = variants.filter(each => colour === null || each.colour === colour)
  const sizes = distinct(ofColour.map(each => each.size))
  const variant = variantOf(ofColour, colours, colour, size)
  const picture = whole.pictures.find(each => each.colour === colour) ?? whole.pictures[0]
  const add = useMutation({
    mutationFn: () =>
      api.wishlist.add({
        storeId,
        customerId: customer.id,
        productId: whole.id,
        source,
        ...(variant ? { variantId: variant.id } : {}),
        ...(!variant && size ? { size } : {}),
        ...(note.trim() ? { note: note.trim() } : {}),
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: wishesKey(customer.id) })
      onDone()
    },
    onError: error => void notifications.show({ message: say(error) }),
  })
  return (
    <div className={css.form}>
      <div className={css.picture}>
        <Tile src={picture?.url ?? null} size="card" />
      </div>
      {colours.length > 1 && (
        <Choice label={t('wishes.colour')} values={colours} chosen={colour} onChoose={setColour} />
      )}
      {sizes.length > 0 && (
        <Choice
          label={t('wishes.size')}
          values={sizes}
          chosen={size}
          onChoose={setSize}
          has={each => ofColour.some(one => one.size === each && one.stockHere > 0)}
        />
      )}
      <Segmented<Source>
        label={t('wishes.whose')}
        value={source}
        options={[
          { value: 'customer', label: t('wishes.theirs', { name: customer.firstName || customer.name }) },
          { value: 'associate', label: t('wishes.mine') },
        ]}
        onChange={setSource}
      />
      <TextInput
        label={t('wishes.note')}
        value={note}
        maxLength={200}
        onChange={event => setNote(event.currentTarget.value)}
      />
      <div className={css.actions}>
        <Button variant="default" onClick={onBack}>
          {t('app.back')}
        </Button>
        <Button onClick={() => add.mutate()} loading={add.isPending}>
          {t('wishes.save')}
        </Button>
      </div>
    </div>
  )
}

/** The one variant that was chosen; null while the choice fits several. */
const variantOf = (ofColour: Variant[], colours: string[], colour: string | null, size: string | null) => {
  if (colours.length > 1 && colour === null) return null
  const fitting = ofColour.filter(each => size === null || each.size === size)
  return fitting.length === 1 ? (fitting[0] ?? null) : null
}

const Choice = (props: {
  label: string
  values: string[]
  chosen: string | null
  onChoose: (value: string | null) => void
  has?: (value: string) => boolean
}) => {
  const { t } = useTranslation()
  return (
    <div>
      <p className={css.label}>{props.label}</p>
      <div className={css.chips}>
        <Chips label={props.label}>
          {props.values.map(value => (
            <Chip
              key={value}
              on={value === props.chosen}
              onToggle={() => props.onChoose(value === props.chosen ? null : value)}
              {...(props.has?.(value) ? { count: t('wishes.hereShort') } : {})}
            >
              {value}
            </Chip>
          ))}
        </Chips>
      </div>
    </div>
  )
}
