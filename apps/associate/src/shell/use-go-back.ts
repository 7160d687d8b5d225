import { useNavigate, useRouter } from '@tanstack/react-router'

/** Back to where one came from; to the list when the address was opened directly. */
export const useGoBack = (list: '/chat' | '/customers' | '/products' | '/more') => {
  const router = useRouter()
  const navigate = useNavigate()
  return () => {
    if (router.history.canGoBack()) router.history.back()
    else void navigate({ to: list, replace: true })
  }
}
