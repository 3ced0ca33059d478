import { expect, test } from 'vitest'
import { hunt, inputOf, mostMs } from '#tools/fuzz/hunt.ts'
import { mutatedBytes } from '#tools/fuzz/mutateBytes.ts'
import type { Target } from '#tools/fuzz/target.ts'

const seeds = [Uint8Array.from({ length: 40 }, (_, at) => at)]
const calm: Target = {
  name: 'calm',
  mostBytes: 1_000_000,
  input: (random) => mutatedBytes(seeds, random),
  run: () => true,
}

test('an error, a hang and a grab for memory are found, each with the number of its input', async () => {
  const held: Uint8Array[] = []
  const [wrong, seed] = [3, 5]
  const isIt = (input: unknown) => String(input) === String(inputOf(calm, seed, wrong))
  const faulty: Record<string, Target['run']> = {
    threw: (input) => {
      if (isIt(input)) throw new TypeError('no such thing')
      return true
    },
    slow: (input) => {
      const end = performance.now() + (isIt(input) ? mostMs + 50 : 0)
      while (performance.now() < end);
      return true
    },
    memory: (input) => {
      if (isIt(input)) held.push(new Uint8Array(8_000_000))
      return true
    },
  }
  for (const [kind, run] of Object.entries(faulty)) {
    const { faults, inputs } = await hunt({ ...calm, run }, { inputs: 20, seed })
    expect(faults.map((fault) => [fault.kind, fault.number])).toEqual([[kind, wrong]])
    expect(inputs).toBe(20)
  }
  expect(held.length).toBeGreaterThan(0)
})

test('the same seed and number make the same input, another seed makes others', () => {
  expect(inputOf(calm, 1, 8)).toEqual(inputOf(calm, 1, 8))
  const all = [1, 2].map((seed) => Array.from({ length: 20 }, (_, number) => String(inputOf(calm, seed, number))))
  expect(all[0]).not.toEqual(all[1])
})
