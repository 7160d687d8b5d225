export * from './money/money.ts'
export * from './parts/avatar.tsx'
export * from './parts/chip.tsx'
export * from './parts/count.tsx'
export * from './parts/faces.tsx'
export * from './parts/front-door.tsx'
export * from './parts/heart.tsx'
export * from './parts/list-row.tsx'
export * from './parts/mark.tsx'
export * from './parts/notice-line.tsx'
export * from './parts/search-field.tsx'
export * from './parts/segmented.tsx'
export * from './parts/sheet.tsx'
export { SheetBack } from './parts/sheet-back.ts'
export * from './parts/sign-in-form.tsx'
export * from './parts/tag.tsx'
export * from './parts/tap.tsx'
export * from './parts/tile.tsx'
export * from './parts/top-bar.tsx'
export { RapportUi } from './theme/rapport-ui.tsx'
export { comingDay, type DayWords, pastDay } from './time/day-words.ts'
export { type Locale, LocaleProvider, useLocale } from './time/locale.tsx'
export { useNow } from './time/now.ts'
export { PressableTime } from './time/pressable-time.tsx'
export { TimeInWords } from './time/time-in-words.tsx'
export {
  clockTime,
  dayInWords,
  durationInWords,
  exactDay,
  exactTime,
  sameDay,
  timeInSentence,
  timeInWords,
} from './time/words.ts'
