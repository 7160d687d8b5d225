export { importTargets } from './import-targets.ts'
export { runImports } from './worker.ts'
