import { useSession } from '@rapport/client'
import { useState } from 'react'

const keyOf = (staffId: string, list: string) => `rapport.columns.${staffId}.${list}`

/** The columns of a list that this person does not want to see on this device. */
export const useHiddenColumns = (list: string) => {
  const key = keyOf(useSession().staff.id, list)
  const [hidden, setHidden] = useState(() => read(key))
  return {
    hidden,
    hide: (columns: readonly string[]) => {
      setHidden(columns)
      if (columns.length === 0) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(columns))
    },
  }
}

function read(key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter(one => typeof one === 'string') : []
  } catch {
    return []
  }
}
