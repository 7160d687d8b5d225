export {
  fetchSession,
  SessionContext,
  sessionOptions,
  useMay,
  useSession,
  useSessionQuery,
} from '@rapport/client'
