export { importTargets } from './import-targets.ts'
export { startImport } from './start.ts'
export { createImport, finishUpload, putChunk } from './upload.ts'
export { runImports } from './worker.ts'
