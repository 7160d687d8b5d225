import { RemovableChip } from '@rapport/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCustomerQuery } from '../customer/use-customer.ts'
import css from './products.module.css'

/** For whom one looks: from whose conversation or profile one came. Pressing it looks for nobody in particular. */
export const ForWhom = ({ customerId }: { customerId: string }) => {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { for: _for, ...rest } = useSearch({ strict: false })
  const customer = useCustomerQuery(customerId).data
  if (!customer) return null
  return (
    <div className={css.forWhom}>
      <RemovableChip
        removeLabel={`${t('products.for', { name: customer.name })}. ${t('products.forNobody')}`}
        onRemove={() => void navigate({ to: '.', search: rest as never, replace: true })}
      >
        {t('products.for', { name: customer.firstName || customer.name })}
      </RemovableChip>
    </div>
  )
}
