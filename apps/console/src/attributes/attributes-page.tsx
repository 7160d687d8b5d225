import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc } from '@rapport/client'
import type { AttributeDefinition } from '@rapport/contract'
import { Tap } from '@rapport/ui'
import { IconAdjustments, IconArrowUp, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import { type Column, DataTable } from '../parts/data-table.tsx'
import { Page } from '../parts/page.tsx'
import { AttributeForm } from './attribute-form.tsx'

/** The business's own fields on a customer's profile. */
export const AttributesPage = () => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const { attributeKey } = useParams({ strict: false })
  const query = useQuery(orpc.attributes.list.queryOptions({ staleTime: 0 }))
  const attributes = query.data?.attributes ?? []
  const order = useMutation(
    orpc.attributes.order.mutationOptions({
      onSuccess: answer => queryClient.setQueryData(orpc.attributes.list.queryKey(), answer),
      onError: error => notifications.show({ message: say(error) }),
    }),
  )
  const up = (key: string) => {
    const keys = attributes.map(each => each.key)
    const from = keys.indexOf(key)
    keys.splice(from, 1)
    keys.splice(from - 1, 0, key)
    order.mutate({ keys })
  }
  const columns: Column<AttributeDefinition>[] = [
    { key: 'label', head: t('attributes.label'), cell: each => each.label },
    { key: 'key', head: t('attributes.key'), cell: each => <code>{each.key}</code>, tight: true },
    {
      key: 'kind',
      head: t('attributes.kind.label'),
      cell: each => t(`attributes.kind.${each.kind}`),
      tight: true,
    },
    { key: 'choices', head: t('attributes.choices'), cell: each => each.choices.join(', ') },
    {
      key: 'up',
      head: t('attributes.order'),
      headHidden: true,
      end: true,
      cell: each => (
        <span style={{ position: 'relative', zIndex: 1, display: 'inline-block' }}>
          <Tap
            label={t('attributes.up', { name: each.label })}
            disabled={each.key === attributes[0]?.key || order.isPending}
            onClick={() => up(each.key)}
          >
            <IconArrowUp size={18} stroke={1.7} aria-hidden />
          </Tap>
        </span>
      ),
    },
  ]
  const known = attributes.find(each => each.key === attributeKey)
  const open =
    attributeKey === 'new' ? (
      <AttributeForm key="new" />
    ) : (
      known && <AttributeForm key={known.key} known={known} />
    )
  return (
    <Page
      title={t('nav.attributes')}
      about={t('attributes.about')}
      actions={
        <Button
          leftSection={<IconPlus size={18} stroke={1.8} aria-hidden />}
          renderRoot={props => (
            <Link to="/attributes/$attributeKey" params={{ attributeKey: 'new' }} {...props} />
          )}
        >
          {t('attributes.new')}
        </Button>
      }
      detail={open ?? null}
    >
      <DataTable
        label={t('nav.attributes')}
        columns={columns}
        rows={attributes}
        keyOf={each => each.key}
        query={query}
        open={each => ({ to: '/attributes/$attributeKey', params: { attributeKey: each.key } })}
        selected={attributeKey}
        empty={{ icon: <IconAdjustments aria-hidden />, text: t('attributes.none') }}
      />
    </Page>
  )
}
