import { act, operations as os, reading, verb } from '../../platform/http/operations.ts'
import { dismissDuplicate, listDuplicates } from './duplicates.ts'
import { mergeCustomers } from './merge.ts'
import { previewMerge } from './merge-preview.ts'
import { listMerges, listRecentMerges } from './merges.ts'
import { readTimeline } from './timeline.ts'
import { undoMerge } from './unmerge.ts'

/** The operations that read and change across a whole profile. */
export const profileRoutes = {
  timeline: os.profiles.timeline.handler(reading(readTimeline)),
  duplicates: os.profiles.duplicates.handler(reading(listDuplicates)),
  dismissDuplicate: os.profiles.dismissDuplicate.handler(act(dismissDuplicate)),
  previewMerge: os.profiles.previewMerge.handler(reading(previewMerge)),
  merge: os.profiles.merge.handler(verb(mergeCustomers)),
  merges: os.profiles.merges.handler(reading(listMerges)),
  recentMerges: os.profiles.recentMerges.handler(reading(listRecentMerges)),
  undoMerge: os.profiles.undoMerge.handler(verb(undoMerge)),
}
