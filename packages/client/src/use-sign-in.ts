import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { orpc } from './api.ts'
import { signIn } from './auth.ts'

/** The door: whose house it is, and what became of the try to come in. */
export function useSignIn(onIn: () => void) {
  const queryClient = useQueryClient()
  const { data: setup } = useQuery(orpc.setup.status.queryOptions())
  const entry = useMutation({
    mutationFn: (given: { email: string; password: string }) => signIn(given.email, given.password),
    onSuccess: answer => {
      if (answer !== 'in') return
      // Whoever was here before leaves nothing behind.
      queryClient.clear()
      onIn()
    },
  })
  return {
    house: setup?.businessName,
    pending: entry.isPending,
    error: entry.error,
    refused: entry.data === 'wrong' || entry.data === 'tooMany' ? entry.data : null,
    enter: (email: string, password: string) => entry.mutate({ email, password }),
  }
}
