export { meansStop } from './free-text-stop.ts'
export { decide, type GateFacts, isReply, type Purpose } from './gate.ts'
export {
  beginAnew,
  type Consent,
  type ConsentKey,
  holdConsent,
  lockConsent,
  readConsent,
  recordConsent,
  stoppedEverywhere,
  suspectStop,
} from './ledger.ts'
export { readLists } from './lists.ts'
export { consentHistory, consentProof } from './proof.ts'
export { providerAnswers } from './provider-words.ts'
export { nextAllowed } from './quiet-hours.ts'
export { type ConsentStep, nextConsent, readReply } from './reply.ts'
export { zonesOf } from './time-zones.ts'
export { verifyLedger } from './verify.ts'
