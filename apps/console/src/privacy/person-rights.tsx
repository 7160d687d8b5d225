import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { orpc, useMay } from '@rapport/client'
import { Note, Sheet, TimeInWords } from '@rapport/ui'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import form from '../parts/form.module.css'
import { Trouble } from '../parts/trouble.tsx'
import css from './privacy.module.css'

type Person = { id: string; name: string }

/** Everything on one person as a bundle, who looked at it, and its end. */
export const PersonRights = ({ person, onGone }: { person: Person; onGone: () => void }) => {
  const { t } = useTranslation()
  const exports = useMay('customer.export')
  const erases = useMay('customer.erase')
  const audits = useMay('audit.read')
  const [asking, setAsking] = useState(false)
  return (
    <>
      <h3 className="d16">{person.name}</h3>
      <div className={css.acts}>
        {exports && (
          <Button
            component="a"
            variant="default"
            href={`/api/v1/customers/${person.id}/export`}
            download
            leftSection={<IconDownload size={18} stroke={1.7} aria-hidden />}
          >
            {t('privacy.export')}
          </Button>
        )}
        {erases && (
          <Button variant="light" color="bad" onClick={() => setAsking(true)}>
            {t('privacy.erase')}
          </Button>
        )}
      </div>
      {audits && <Views customerId={person.id} />}
      <Erase person={person} opened={asking} onClose={() => setAsking(false)} onGone={onGone} />
    </>
  )
}

const Views = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const { data } = useQuery(
    orpc.privacy.views.queryOptions({ input: { customerId, limit: 50 }, staleTime: 0 }),
  )
  if (!data) return null
  return (
    <>
      <h4 className="d16">{t('privacy.views')}</h4>
      {data.items.length === 0 && <p className="soft">{t('privacy.noViews')}</p>}
      <ul className={css.views}>
        {data.items.map(view => (
          <li key={`${view.staffId} ${view.at}`}>
            <b>{view.staffName}</b>
            <span className="soft">{t(`privacy.what.${view.what}`)}</span>
            <span className="soft">{view.storeName}</span>
            <TimeInWords at={view.at} />
          </li>
        ))}
      </ul>
    </>
  )
}

const Erase = (props: { person: Person; opened: boolean; onClose: () => void; onGone: () => void }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const queryClient = useQueryClient()
  const { person } = props
  const [typed, setTyped] = useState('')
  const erase = useMutation(
    orpc.privacy.erase.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: t('privacy.erased') })
        void queryClient.invalidateQueries({ queryKey: orpc.customers.list.key() })
        props.onGone()
      },
    }),
  )
  return (
    <Sheet
      opened={props.opened}
      onClose={props.onClose}
      title={t('privacy.eraseTitle')}
      closeLabel={t('app.close')}
    >
      <div className={form.form}>
        <Note tone="warn" icon={<IconAlertTriangle size={20} stroke={1.7} aria-hidden />}>
          {t('privacy.eraseWarning')}
        </Note>
        <TextInput
          label={t('privacy.typeName', { name: person.name })}
          value={typed}
          autoComplete="off"
          onChange={event => setTyped(event.currentTarget.value)}
        />
        {erase.error && <Trouble text={say(erase.error)} />}
        <Button
          color="bad"
          disabled={typed.trim() !== person.name}
          loading={erase.isPending}
          onClick={() => {
            // The second press of a double one comes before the button shows that it is at work.
            if (queryClient.isMutating({ mutationKey: orpc.privacy.erase.mutationKey() }) === 0)
              erase.mutate({ customerId: person.id })
          }}
        >
          {t('privacy.eraseForGood')}
        </Button>
      </div>
    </Sheet>
  )
}
