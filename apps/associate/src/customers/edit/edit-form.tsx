import { Button } from '@mantine/core'
import { api, orpc, refusalOf } from '@rapport/client'
import type { AttributeDefinition, Customer } from '@rapport/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRefusalText } from '../../i18n/refusal-text.ts'
import { useStore } from '../../shell/store-choice.ts'
import { Refused } from '../add/refused.tsx'
import { focusFirstWrong } from '../form/focus-first-wrong.ts'
import { KeptNote } from '../form/kept-note.tsx'
import { AddressesPart } from './addresses-part.tsx'
import { AttributesPart } from './attributes-part.tsx'
import { ContactPoints } from './contact-points.tsx'
import { DatesPart } from './dates-part.tsx'
import { type Edit, isChanged, together } from './edit.ts'
import css from './edit-form.module.css'
import { Meanwhile } from './meanwhile.tsx'
import { type SaveOpen, saveOpenContacts } from './open-contacts.ts'
import { PlacePart, TagsPart, WhoPart } from './person-parts.tsx'
import { changesToSend } from './profile-form.ts'
import { SizesPart } from './sizes-part.tsx'
import { useEdit } from './use-edit.ts'
import { isRight } from './wrong.ts'

/** The form of a whole profile. It saves what was changed on the version it was changed on, and nothing else. */
export const EditForm = (props: {
  customer: Customer
  definitions: readonly AttributeDefinition[]
  onDone: () => void
}) => {
  const { t } = useTranslation()
  const say = useRefusalText()
  const storeId = useStore().id
  const queryClient = useQueryClient()
  const { customer, definitions } = props
  const { edit, changed, restored, put, choose, startOver, finish } = useEdit(customer)
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const show = (current: Customer) =>
    queryClient.setQueryData(
      orpc.customers.get.queryKey({ input: { storeId, customerId: customer.id } }),
      current,
    )
  const parts = useRef(new Set<SaveOpen>())
  const [saving, setSaving] = useState(false)
  const open = isOpen(edit)
  const save = useMutation({
    mutationFn: ({ version, base, mine }: Edit) =>
      api.customers.update({
        storeId,
        customerId: customer.id,
        version,
        ...changesToSend(base, mine, definitions),
      }),
    onSuccess: saved => {
      finish(saved)
      show(saved)
      void queryClient.invalidateQueries({ queryKey: orpc.customers.list.key() })
    },
    onError: error => {
      const { code, data } = refusalOf(error)
      // What they saved comes with the refusal; it is brought together with mine and told at the head of the form.
      if (code === 'VERSION_CHANGED') show((data as { current: Customer }).current)
      form.current?.scrollIntoView({ block: 'start' })
    },
  })
  const chooseFirst = () => form.current?.querySelector<HTMLElement>('[data-choose] button')?.focus()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const at = event.currentTarget
    setTried(true)
    if (saving) return
    if (!isRight(edit.mine, definitions)) return focusFirstWrong(at)
    if (open) return chooseFirst()
    setSaving(true)
    const current = await saveOpenContacts(parts)
    setSaving(false)
    if (!form.current) return
    if (current === 'stay') return focusFirstWrong(at)
    // A number that was saved makes a new version of the customer, which the rest is saved on.
    const now = current === 'nothing' ? edit : together(edit, current)
    if (isOpen(now)) return requestAnimationFrame(chooseFirst)
    // Given here, it is not called once one has gone elsewhere: a late answer must not go back from there.
    if (isChanged(now)) save.mutate(now, { onSuccess: props.onDone })
    else props.onDone()
  }
  const refused = save.error ? refusalOf(save.error) : null
  const wrongAttribute =
    refused?.code === 'ATTRIBUTE_INVALID' ? (refused.data as { key: string }).key : undefined
  const part = {
    form: edit.mine,
    tried,
    put: (change: Parameters<typeof put>[0]) => {
      if (save.error) save.reset()
      put(change)
    },
  }
  return (
    <form ref={form} className={css.form} onSubmit={event => void submit(event)} noValidate>
      {restored && <KeptNote words={t('editCustomer.kept')} onDiscard={startOver} />}
      <Meanwhile edit={edit} name={customer.firstName} definitions={definitions} onChoose={choose} />
      <WhoPart {...part} />
      <ContactPoints customer={customer} parts={parts} onChanged={show} />
      <PlacePart {...part} />
      <SizesPart {...part} />
      <TagsPart {...part} />
      <AddressesPart {...part} />
      <DatesPart {...part} />
      <AttributesPart {...part} definitions={definitions} wrong={wrongAttribute} />
      <div className={css.foot}>
        {refused && refused.code !== 'VERSION_CHANGED' && <Refused error={save.error} say={say} />}
        <div className={css.line}>
          <p className="soft" role="status">
            {open ? t('editCustomer.chooseFirst') : changed ? t('editCustomer.unsaved') : ''}
          </p>
          <Button type="submit" size="lg" loading={saving || save.isPending}>
            {t('editCustomer.save')}
          </Button>
        </div>
      </div>
    </form>
  )
}

/** Whether a field that both of us changed still waits for the choice. */
const isOpen = ({ clashes }: Edit): boolean => clashes.some(clash => clash.chosen === null)
