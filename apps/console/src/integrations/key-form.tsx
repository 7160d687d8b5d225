import { Button, Checkbox, TextInput } from '@mantine/core'
import { orpc, useSession } from '@rapport/client'
import type { ApiKey, Permission } from '@rapport/contract'
import { Note } from '@rapport/ui'
import { IconAlertCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../i18n/refusal-text.ts'
import form from '../parts/form.module.css'
import { DetailHead } from '../parts/page.tsx'
import { KeySecret } from './key-secret.tsx'
import { RevokeKey } from './revoke-key.tsx'

type TextKey<Name extends string> = Name extends `${infer Room}.${infer Rest}`
  ? `${Room}_${TextKey<Rest>}`
  : Name
/** A dot would be a level of the texts. */
const textKeyOf = (permission: Permission) => permission.replaceAll('.', '_') as TextKey<Permission>

/** What a key is called, what it may do, where, and until when. One can give only what one has. */
export const KeyForm = ({ known }: { known?: ApiKey }) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const { permissions, stores } = useSession()
  const queryClient = useQueryClient()
  const [name, setName] = useState(known?.name ?? '')
  const [granted, setGranted] = useState<readonly Permission[]>(known?.permissions ?? [])
  const [storeIds, setStoreIds] = useState<readonly string[] | null>(known?.storeIds ?? null)
  const [expires, setExpires] = useState(known?.expiresAt?.slice(0, 10) ?? '')
  const [tried, setTried] = useState(false)
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.integrations.keys.key() })
  const create = useMutation(orpc.integrations.createKey.mutationOptions({ onSuccess: refresh }))
  const update = useMutation(orpc.integrations.updateKey.mutationOptions({ onSuccess: refresh }))
  const closed = known !== undefined && known.state === 'revoked'
  const ready = name.trim() !== '' && granted.length > 0 && (storeIds === null || storeIds.length > 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!ready) return
    const expiresAt = expires === '' ? null : new Date(`${expires}T23:59:59`).toISOString()
    const given = {
      name: name.trim(),
      permissions: [...granted],
      storeIds: storeIds && [...storeIds],
      expiresAt,
    }
    if (known) update.mutate({ keyId: known.id, ...given })
    else create.mutate(given)
  }
  const toggle = <T,>(list: readonly T[], one: T) =>
    list.includes(one) ? list.filter(each => each !== one) : [...list, one]
  if (create.data) return <KeySecret name={create.data.key.name} secret={create.data.secret} />
  const trouble = create.error ?? update.error
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <DetailHead title={known?.name ?? t('keys.new')} back={{ to: '/integrations' }} />
      <TextInput
        label={t('keys.name')}
        description={t('keys.nameHint')}
        value={name}
        maxLength={60}
        disabled={closed}
        onChange={event => setName(event.currentTarget.value)}
        error={tried && name.trim() === '' && t('keys.nameNeeded')}
      />
      <fieldset className={form.group} disabled={closed}>
        <legend>{t('keys.may')}</legend>
        <div className={form.two}>
          {permissions.map(permission => (
            <Checkbox
              key={permission}
              label={t(`permission.${textKeyOf(permission)}`)}
              description={<code>{permission}</code>}
              checked={granted.includes(permission)}
              onChange={() => setGranted(toggle(granted, permission))}
            />
          ))}
        </div>
        {tried && granted.length === 0 && <p role="alert">{t('keys.mayNeeded')}</p>}
      </fieldset>
      <fieldset className={form.group} disabled={closed}>
        <legend>{t('keys.where')}</legend>
        <Checkbox
          label={t('keys.allStores')}
          checked={storeIds === null}
          onChange={event => setStoreIds(event.currentTarget.checked ? null : [])}
        />
        {storeIds !== null && (
          <div className={form.two}>
            {stores.map(store => (
              <Checkbox
                key={store.id}
                label={store.name}
                checked={storeIds.includes(store.id)}
                onChange={() => setStoreIds(toggle(storeIds, store.id))}
              />
            ))}
          </div>
        )}
        {tried && storeIds?.length === 0 && <p role="alert">{t('keys.whereNeeded')}</p>}
      </fieldset>
      <TextInput
        type="date"
        label={t('keys.expires')}
        description={t('keys.expiresHint')}
        value={expires}
        disabled={closed}
        onChange={event => setExpires(event.currentTarget.value)}
      />
      {trouble && (
        <Note tone="bad" role="alert" icon={<IconAlertCircle size={20} stroke={1.7} aria-hidden />}>
          {say(trouble)}
        </Note>
      )}
      {!closed && (
        <div className={form.acts}>
          <Button type="submit" loading={create.isPending || update.isPending}>
            {t(known ? 'keys.save' : 'keys.make')}
          </Button>
          {known && <RevokeKey known={known} />}
        </div>
      )}
      {update.isSuccess && (
        <p className="soft" role="status">
          {t('keys.saved')}
        </p>
      )}
    </form>
  )
}
