import type { Permission } from '@rapport/contract'
import { IconFileImport, IconHistory, IconPlug } from '@tabler/icons-react'

/** The areas of the Console: only what exists, and only what one may use, is on the rail. */
export const areas = [
  { to: '/imports', name: 'imports', icon: IconFileImport, needs: 'import.manage' },
  { to: '/integrations', name: 'integrations', icon: IconPlug, needs: 'integration.manage' },
  { to: '/audit', name: 'audit', icon: IconHistory, needs: 'audit.read' },
] as const satisfies readonly { to: string; name: string; icon: unknown; needs: Permission }[]

export const areasFor = (permissions: readonly Permission[]) =>
  areas.filter(area => permissions.includes(area.needs))
