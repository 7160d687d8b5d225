export { quickRepliesFor, useQuickReply } from './quick-replies.ts'
export { seedTemplates } from './seed.ts'
export { businessWords, fillIn, readText } from './texts.ts'
