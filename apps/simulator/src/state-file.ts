import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Snapshot } from './state.ts'

export interface StateFile {
  /** Says that something changed; the file follows a little later. */
  touch(): void
  /** Writes now what has changed, before the process ends. */
  flush(): void
}

/** Reads the state kept by an earlier run, if there is one. */
export function readStateFile(path: string | undefined): Snapshot | undefined {
  if (!path || !existsSync(path)) return undefined
  return JSON.parse(readFileSync(path, 'utf8')) as Snapshot
}

/** Keeps a JSON file up to date: debounced, and whole at every moment (written aside, then renamed). */
export function openStateFile(path: string | undefined, snapshot: () => Snapshot): StateFile {
  if (!path) return { touch() {}, flush() {} }
  mkdirSync(dirname(path), { recursive: true })
  let timer: NodeJS.Timeout | undefined
  let pauseMs = 300
  let dirty = false
  let flushes = 0

  const save = async () => {
    const startedAtMs = Date.now()
    const flushesBefore = flushes
    dirty = false
    await writeFile(`${path}.new`, JSON.stringify(snapshot()))
    // A flush in the meantime has written a younger state.
    if (flushes === flushesBefore) renameSync(`${path}.new`, path)
    else rmSync(`${path}.new`)
    // A large state takes long to write: the pause grows with it, so that writing stays a small share.
    pauseMs = Math.max(300, (Date.now() - startedAtMs) * 10)
    timer = undefined
    if (dirty) plan()
  }
  const plan = () => {
    timer = setTimeout(() => {
      save().catch(error => {
        console.error(`The simulator could not write its state to ${path}:`, error)
        timer = undefined
      })
    }, pauseMs)
    timer.unref()
  }

  return {
    touch() {
      dirty = true
      if (!timer) plan()
    },
    flush() {
      clearTimeout(timer)
      timer = undefined
      dirty = false
      flushes += 1
      writeFileSync(`${path}.last`, JSON.stringify(snapshot()))
      renameSync(`${path}.last`, path)
    },
  }
}
