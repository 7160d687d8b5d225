/** Signs that take no ink: blanks, marks of direction and of joining, fillers that some scripts write as letters. */
const unseen = /[\s\p{Cf}\p{Cc}\p{Z}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu

/** Is there anything to see in this? What is pasted may be nothing but signs without width. */
export const isVisible = (text: string): boolean => text.replaceAll(unseen, '') !== ''
