export { followChanges, scanForDuplicates } from './find-duplicates.ts'
