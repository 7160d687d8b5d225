import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { MergeChoice, MergeField, MergePreview } from '@rapport/contract'
import { ErrorState, Note, SkeletonRows } from '@rapport/ui'
import { IconArrowsExchange, IconCloudOff, IconHandStop } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { Facts } from '../parts/facts.tsx'
import form from '../parts/form.module.css'
import { DetailHead } from '../parts/page.tsx'
import { Trouble } from '../parts/trouble.tsx'
import css from './merge.module.css'
import { useMovesInWords, useShownValue } from './merge-words.ts'
import { Merged } from './merged.tsx'

type Pair = { survivorId: string; absorbedId: string }
type Choices = Partial<Record<MergeField, MergeChoice>>

/** Two customers side by side: what each field becomes, what is moved, where it stops; then merge, or say that they are two. */
export const MergeDetail = (pair: Pair) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const query = useQuery(orpc.profiles.previewMerge.queryOptions({ input: pair, staleTime: 0, retry: false }))
  const queryClient = useQueryClient()
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: orpc.profiles.duplicates.key() }),
      queryClient.invalidateQueries({ queryKey: orpc.profiles.recentMerges.key() }),
    ])
  const merge = useMutation(orpc.profiles.merge.mutationOptions({ onSuccess: refresh }))
  if (merge.data) return <Merged merge={merge.data} />
  if (query.error)
    return (
      <>
        <DetailHead title={t('duplicates.title')} back={{ to: '/duplicates', search: true }} />
        <ErrorState
          icon={<IconCloudOff aria-hidden />}
          text={say(query.error)}
          retryLabel={t('app.retry')}
          onRetry={() => query.refetch()}
        />
      </>
    )
  if (!query.data) return <SkeletonRows label={t('app.loading')} rows={6} />
  return (
    <Compare
      pair={pair}
      preview={query.data}
      pending={merge.isPending}
      trouble={merge.error ? say(merge.error) : null}
      onMerge={fields =>
        merge.mutate({
          ...pair,
          survivorVersion: query.data.survivor.version,
          absorbedVersion: query.data.absorbed.version,
          fields,
        })
      }
    />
  )
}

const Compare = (props: {
  pair: Pair
  preview: MergePreview
  pending: boolean
  trouble: string | null
  onMerge: (fields: Choices) => void
}) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { preview, pair } = props
  const [choices, setChoices] = useState<Choices>({})
  const dismiss = useMutation(
    orpc.profiles.dismissDuplicate.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: orpc.profiles.duplicates.key() })
        void navigate({ to: '/duplicates', search: true })
      },
      onError: error => notifications.show({ message: say(error) }),
    }),
  )
  const said = preview.fields.filter(each => each.survivor !== null || each.absorbed !== null)
  const [fields, equal] = [
    said.filter(each => each.survivor !== each.absorbed),
    said.filter(each => each.survivor === each.absorbed),
  ]
  const shown = useShownValue()
  const moves = useMovesInWords()(preview.moves)
  return (
    <div className={form.form}>
      <DetailHead title={t('duplicates.title')} back={{ to: '/duplicates', search: true }} />
      <div className={css.sides}>
        {([preview.survivor, preview.absorbed] as const).map((side, place) => (
          <div key={side.id} className={css.side}>
            <span className="t12 soft">{t(place === 0 ? 'duplicates.stays' : 'duplicates.goes')}</span>
            <b className="d16">{side.name}</b>
            <span className="soft">{side.contacts.join(' · ')}</span>
            <span className="soft">{t('duplicates.orders', { count: side.orders })}</span>
          </div>
        ))}
      </div>
      <Button
        variant="subtle"
        leftSection={<IconArrowsExchange size={18} stroke={1.7} aria-hidden />}
        renderRoot={root => (
          <Link
            to="/duplicates/$survivorId/$absorbedId"
            params={{ survivorId: pair.absorbedId, absorbedId: pair.survivorId }}
            search={before => before}
            {...root}
          />
        )}
      >
        {t('duplicates.swap')}
      </Button>
      {fields.map(({ field, survivor, absorbed, proposed }) => (
        <fieldset key={field} className={css.field}>
          <legend>{t(`duplicates.field.${field}`)}</legend>
          {(['survivor', 'absorbed'] as const).map(side => (
            <label key={side} className={css.choice}>
              <input
                type="radio"
                name={field}
                checked={(choices[field] ?? proposed) === side}
                onChange={() => setChoices({ ...choices, [field]: side })}
              />
              {shown(field, side === 'survivor' ? survivor : absorbed)}
            </label>
          ))}
        </fieldset>
      ))}
      {equal.length > 0 && (
        <section aria-labelledby="equal">
          <h3 id="equal" className="d16">
            {t('duplicates.equal')}
          </h3>
          <Facts
            facts={equal.map(({ field, survivor }) => [
              t(`duplicates.field.${field}`),
              shown(field, survivor),
            ])}
          />
        </section>
      )}
      <p className="soft">{moves}</p>
      {preview.stops.length > 0 && (
        <Note tone="warn" icon={<IconHandStop size={20} stroke={1.7} aria-hidden />}>
          {t('duplicates.stops', {
            stores: preview.stops.map(stop => stop.storeName ?? t('duplicates.everyStore')).join(', '),
          })}
        </Note>
      )}
      {props.trouble && <Trouble text={props.trouble} />}
      <div className={form.acts}>
        <Button loading={props.pending} onClick={() => props.onMerge(choices)}>
          {t('duplicates.merge')}
        </Button>
        <Button
          variant="default"
          loading={dismiss.isPending}
          onClick={() => dismiss.mutate({ firstId: pair.survivorId, secondId: pair.absorbedId })}
        >
          {t('duplicates.two')}
        </Button>
      </div>
      <p className="soft">{t('duplicates.undoable')}</p>
    </div>
  )
}
