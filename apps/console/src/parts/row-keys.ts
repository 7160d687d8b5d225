import { type KeyboardEvent, useState } from 'react'

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowDown: at => at + 1,
  ArrowUp: at => at - 1,
  Home: () => 0,
  End: (_, last) => last,
}

/**
 * The rows of a table by keyboard: one stop for Tab, arrows from row to row; the link in it opens with Enter by itself.
 * @param onEnd somebody goes on below the last row
 */
export function useRowKeys(rows: {
  keys: readonly string[]
  selected: string | undefined
  onEnd: () => void
}) {
  const [visited, setVisited] = useState<string>()
  const stop = [visited, rows.selected, rows.keys[0]].find(
    key => key !== undefined && rows.keys.includes(key),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
    const from = (event.target as HTMLElement).closest('a[data-row]')
    if (!step || !from || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-row]')]
    const to = step(links.indexOf(from as HTMLElement), links.length - 1)
    if (to >= links.length - 1) rows.onEnd()
    links[to]?.focus()
  }
  return {
    body: { onKeyDown },
    row: (key: string) => ({
      'data-row': true,
      tabIndex: key === stop ? 0 : -1,
      onFocus: () => setVisited(key),
    }),
  }
}
