export { quickRepliesFor, useQuickReply } from './quick-replies.ts'
export { seedTemplates } from './seed.ts'
export { fillIn, readText } from './texts.ts'
