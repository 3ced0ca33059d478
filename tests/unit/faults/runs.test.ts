import fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, runs } from '#tools/faults/run.ts'

// `npm run faults` plays thousands.
test('whatever a person does while the outside fails, no photo is lost, nothing waits for ever, and undo fits', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (run) => {
      await play(run)
    }),
    { numRuns: 400, seed: 20260801 },
  )
}, 60_000)

test('the same seed gives the same runs', async () => {
  const traces = async () => {
    const told: string[] = []
    for (const run of fc.sample(runs, { numRuns: 15, seed: 7 })) told.push(...(await play(run)))
    return told
  }
  const first = await traces()
  expect(first.length).toBeGreaterThan(200)
  expect(await traces()).toEqual(first)
})
