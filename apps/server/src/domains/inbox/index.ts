export { createPresence, type PresenceBoard } from './presence.ts'
export { writeTo } from './write-to.ts'
