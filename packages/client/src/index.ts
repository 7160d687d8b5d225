/// <reference path="./virtual-contract.d.ts" />
export { type Api, api, orpc } from './api.ts'
export { type SignInAnswer, signIn, signOut } from './auth.ts'
export { type Gone, onGone } from './gone.ts'
export * from './inbox/place-row.ts'
export { clearUnread, patchRow, putConversation } from './inbox/row-cache.ts'
export {
  type AppLanguage,
  appLanguages,
  deviceLanguage,
  languageNames,
  pickLanguage,
} from './languages.ts'
export { type LiveState, useLive } from './live/live-state.ts'
export { type Present, presenceKey, setPresence, usePresence } from './live/presence.ts'
export { onSignal } from './live/signal-listeners.ts'
export { startLive } from './live/start-live.ts'
export { followNewVersion } from './new-version.ts'
export { piece } from './pieces.ts'
export { createQueryClient } from './query-client.ts'
export { isFinal, type Refusal, refusalOf } from './refusal.ts'
export {
  fetchSession,
  SessionContext,
  sessionOptions,
  useMay,
  useSession,
  useSessionQuery,
} from './session.ts'
export { spoken } from './spoken.ts'
export { storeChoiceKey } from './store-choice-key.ts'
export { useSignIn } from './use-sign-in.ts'
