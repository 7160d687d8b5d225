import { Button } from '@mantine/core'
import { EmptyState } from '@rapport/ui'
import { IconUserQuestion } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Nobody is at this address, or not for this store. */
export const NoSuchCustomer = () => {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<IconUserQuestion aria-hidden />}
      text={t('profile.gone')}
      action={
        <Button variant="light" renderRoot={props => <Link to="/customers" {...props} />}>
          {t('profile.toList')}
        </Button>
      }
    />
  )
}
