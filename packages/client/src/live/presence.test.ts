import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { clearPresence, type Present, presenceKey, setPresence } from './presence.ts'

const theo = { id: 'theo', firstName: 'Theo', lastName: 'Brandt', hue: 2 }

test('INB-3 a new connection forgets whoever left while there was none', () => {
  const queryClient = new QueryClient()
  const present = (id: string) => queryClient.getQueryData<Present>(presenceKey(id))
  setPresence(queryClient, 'left', [{ staff: theo, state: 'viewing' }])
  clearPresence(queryClient)
  setPresence(queryClient, 'stayed', [{ staff: theo, state: 'typing' }])
  expect(present('left')).toEqual([])
  expect(present('stayed')).toEqual([{ staff: theo, state: 'typing' }])
})
