export { quickRepliesFor, useQuickReply } from './quick-replies.ts'
export { seedTemplates } from './seed.ts'
export { fillIn, readText, type TextVariables } from './texts.ts'
