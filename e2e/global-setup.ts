import { openHouse, workingHours } from './house.ts'

/** One house for all walks that do not need one to themselves; closed after the last. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const at = workingHours()
  const house = await openHouse({ at })
  process.env.WALK_HOUSE = JSON.stringify({ ...house, offsetMs: at.getTime() - Date.now() })
  return house.close
}
