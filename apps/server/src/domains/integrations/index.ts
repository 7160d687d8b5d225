export { viewerOfKey } from './key-viewer.ts'
