import type { PhoneMessage } from '../src/shapes.ts'
import { texts } from './texts.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export interface ThreadLine {
  message: PhoneMessage
  /** The time written above the message, when it begins a new stretch of talk. */
  heading: string | undefined
}

/** Writes a time above a message that begins a day, or comes an hour after the one before. */
export function withHeadings(messages: PhoneMessage[], nowMs: number): ThreadLine[] {
  let beforeMs = Number.NEGATIVE_INFINITY
  return messages.map(message => {
    const atMs = Date.parse(message.at)
    const begins = atMs - beforeMs > hourMs || !sameDay(atMs, beforeMs)
    beforeMs = atMs
    return { message, heading: begins ? `${dayName(atMs, nowMs)} ${timeOf(atMs)}` : undefined }
  })
}

/** The hour and minute, by the reader's clock. */
export function timeOf(atMs: number): string {
  return new Date(atMs).toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })
}

/** When a thread last moved, in the shortest words. */
export function shortWhen(atMs: number, nowMs: number): string {
  return sameDay(atMs, nowMs) ? timeOf(atMs) : dayName(atMs, nowMs)
}

function dayName(atMs: number, nowMs: number): string {
  if (sameDay(atMs, nowMs)) return texts.today
  if (sameDay(atMs, nowMs - dayMs)) return texts.yesterday
  const near = nowMs - atMs < 6 * dayMs && atMs < nowMs
  const day = new Date(atMs)
  return near
    ? day.toLocaleDateString('en-GB', { weekday: 'long' })
    : day.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
}

function sameDay(aMs: number, bMs: number): boolean {
  return Number.isFinite(bMs) && new Date(aMs).toDateString() === new Date(bMs).toDateString()
}
