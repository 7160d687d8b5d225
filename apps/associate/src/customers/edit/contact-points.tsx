import { Button } from '@mantine/core'
import type { ContactPoint, Customer } from '@rapport/contract'
import { Tag, Tap } from '@rapport/ui'
import { IconBrandWhatsapp, IconDots, IconMail, IconPhone, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ContactChange } from './contact-change.tsx'
import { ContactNew } from './contact-new.tsx'
import css from './contact-points.module.css'
import type { OpenContacts } from './open-contacts.ts'
import { Part } from './part.tsx'

const icons = { phone: IconPhone, email: IconMail, whatsapp: IconBrandWhatsapp }
const kinds = ['phone', 'email', 'whatsapp'] as const
type Props = { customer: Customer; parts: OpenContacts; onChanged: (customer: Customer) => void }

/** How to reach them. Each change is saved by itself, because consent hangs on the very number; at the latest with the form. */
export const ContactPoints = ({ customer, parts, onChanged }: Props) => {
  const { t } = useTranslation()
  const [open, setOpen] = useState<string | null>(null)
  const [adding, setAdding] = useState<ContactPoint['kind'] | null>(null)
  return (
    <Part title={t('customer.contact')}>
      <ul className={css.list}>
        {customer.contactPoints.map(point => (
          <li key={point.id} className={css.point}>
            <Row
              point={point}
              open={open === point.id}
              onOpen={() => setOpen(open === point.id ? null : point.id)}
            />
            {open === point.id && (
              <ContactChange
                customer={customer}
                point={point}
                open={parts}
                onChanged={current => {
                  setOpen(null)
                  onChanged(current)
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {adding ? (
        <ContactNew
          key={adding}
          customer={customer}
          kind={adding}
          open={parts}
          onCancel={() => setAdding(null)}
          onAdded={current => {
            setAdding(null)
            onChanged(current)
          }}
        />
      ) : (
        <div className={css.adds}>
          {kinds.map(kind => (
            <Button
              key={kind}
              variant="default"
              leftSection={<IconPlus size={20} stroke={1.7} aria-hidden />}
              onClick={() => setAdding(kind)}
            >
              {t(`customer.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </Part>
  )
}

const Row = (props: { point: ContactPoint; open: boolean; onOpen: () => void }) => {
  const { t } = useTranslation()
  const { point } = props
  const Icon = icons[point.kind]
  return (
    <div className={css.row}>
      <Icon size={20} stroke={1.7} aria-label={t(`customer.${point.kind}`)} role="img" />
      <span className={css.value}>
        {point.shown}
        {point.invalid && <Tag tone="bad">{t('customer.unreachable')}</Tag>}
      </span>
      <Tap label={t('contactPoint.more', { value: point.shown })} pressed={props.open} onClick={props.onOpen}>
        <IconDots size={20} stroke={1.8} aria-hidden />
      </Tap>
    </div>
  )
}
