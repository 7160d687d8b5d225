import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
/** The Node that the project brings itself. */
export const node = path.join(root, 'node_modules/node/bin/node')
