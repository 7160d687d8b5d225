export { viewerOfKey } from './key-viewer.ts'
export { createKey } from './keys.ts'
