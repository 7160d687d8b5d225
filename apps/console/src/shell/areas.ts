import type { Permission } from '@rapport/contract'
import {
  IconAdjustments,
  IconBuildingStore,
  IconCopyCheck,
  IconCreditCard,
  IconFileImport,
  IconHistory,
  IconPlug,
  IconRoute,
  IconShieldLock,
  IconUserQuestion,
} from '@tabler/icons-react'

/** The areas of the Console: only what exists, and only what one may use, is on the rail. */
export const areas = [
  { to: '/queue', name: 'queue', icon: IconUserQuestion, needs: 'order.import' },
  { to: '/duplicates', name: 'duplicates', icon: IconCopyCheck, needs: 'customer.merge' },
  { to: '/attributes', name: 'attributes', icon: IconAdjustments, needs: 'attribute.manage' },
  { to: '/rules', name: 'rules', icon: IconRoute, needs: 'rules.manage' },
  { to: '/payments', name: 'payments', icon: IconCreditCard, needs: 'payment.manage' },
  { to: '/selling', name: 'selling', icon: IconBuildingStore, needs: 'selling.manage' },
  { to: '/imports', name: 'imports', icon: IconFileImport, needs: 'import.manage' },
  { to: '/integrations', name: 'integrations', icon: IconPlug, needs: 'integration.manage' },
  { to: '/privacy', name: 'privacy', icon: IconShieldLock, needs: 'privacy.manage' },
  { to: '/audit', name: 'audit', icon: IconHistory, needs: 'audit.read' },
] as const satisfies readonly { to: string; name: string; icon: unknown; needs: Permission }[]

export const areasFor = (permissions: readonly Permission[]) =>
  areas.filter(area => permissions.includes(area.needs))
