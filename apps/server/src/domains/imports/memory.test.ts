import v8 from 'node:v8'
import vm from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ended, uploadFile } from '../../../test/import-file.ts'
import { type Api, createWorld, type World } from '../../../test/world.ts'

let world: World
let alma: Api
beforeAll(async () => {
  world = await createWorld({ outbox: false })
  alma = await world.as('alma')
}, 60_000)
afterAll(() => world.close())

v8.setFlagsFromString('--expose-gc')
const collectGarbage = vm.runInNewContext('gc') as () => void

// On its own, so that nothing of the file is left when the measuring begins.
async function uploadLarge() {
  const words = 'x'.repeat(700)
  const rows = Array.from({ length: 20_000 }, (_, n) => `${n},2025-11-22,${words},teuer,EUR`)
  const content = `order id,date,product,price,currency\n${rows.join('\n')}\n`
  expect(content.length).toBeGreaterThan(14_000_000)
  return uploadFile(alma, 'orders', 'large.csv', content)
}

function inUse() {
  collectGarbage()
  const { arrayBuffers, heapUsed } = process.memoryUsage()
  return arrayBuffers + heapUsed
}

test('IMP-1: 20,000 orders cost the memory of a batch, not of the file', async () => {
  const { id: importId } = await uploadLarge()
  const before = inUse()
  const samples: number[] = []
  let watch: ReturnType<typeof setTimeout>
  const sample = () => {
    const begun = performance.now()
    samples.push(inUse() - before)
    // Whatever else this process has in its memory is gone through each time; most of the time is for the import.
    watch = setTimeout(sample, 300 + 4 * (performance.now() - begun))
  }
  watch = setTimeout(sample, 300)
  await alma.imports.start({ importId, dryRun: true })
  const tried = await ended(alma, importId, 60_000)
  clearTimeout(watch)
  expect(tried.rehearsal).toMatchObject({ records: 20_000, refused: 20_000 })
  expect(samples.length).toBeGreaterThan(1)
  // What is still needed at any moment is a few batches. The file, its text and its rows would be 50 MB and more.
  expect(Math.max(...samples)).toBeLessThan(25_000_000)
}, 60_000)
