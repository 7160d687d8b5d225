import { act, operations as os, reading, verb } from '../../platform/http/operations.ts'
import { importTargets } from './import-targets.ts'
import { listMappings, removeMapping, saveMapping, setMapping } from './mappings.ts'
import { previewImport } from './preview.ts'
import { listImports, readImport } from './queries.ts'
import { listRefusals, refusalFile } from './refusals.ts'
import { cancelImport, startImport } from './start.ts'
import { createImport, finishUpload, putChunk } from './upload.ts'

/** The operations of imports. */
export const importRoutes = ({ maxBytes }: { maxBytes: number }) => ({
  list: os.imports.list.handler(reading(listImports)),
  create: os.imports.create.handler(verb(createImport(maxBytes))),
  get: os.imports.get.handler(reading(readImport)),
  putChunk: os.imports.putChunk.handler(act(putChunk)),
  finishUpload: os.imports.finishUpload.handler(verb(finishUpload)),
  setMapping: os.imports.setMapping.handler(verb(setMapping)),
  preview: os.imports.preview.handler(reading(previewImport(importTargets))),
  start: os.imports.start.handler(verb(startImport)),
  cancel: os.imports.cancel.handler(verb(cancelImport)),
  refusals: os.imports.refusals.handler(reading(listRefusals)),
  refusalFile: os.imports.refusalFile.handler(reading(refusalFile)),
  mappings: os.imports.mappings.handler(reading(listMappings)),
  saveMapping: os.imports.saveMapping.handler(act(saveMapping)),
  removeMapping: os.imports.removeMapping.handler(act(removeMapping)),
})
