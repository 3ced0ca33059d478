import { expect, test } from 'vitest'
import { apparentShare, expectedSeconds, paceKey } from '#core/ways/pace.ts'
import { nothingRemembered } from '#core/ways/remembered.ts'
import type { Way } from '#core/ways/way.ts'

const way: Way = {
  ...{ rung: 'wasm-threads', precision: 'fp32', tier: 1024, threads: 2, limitBytes: 1e9, device: 'processor' },
}
const none = { kind: 'absent' } as const

test('progress rises with time, slower beyond the expected end, and never gets there', () => {
  const shares = [0, 0.25, 0.5, 0.99, 1, 1.5, 3, 5].map(apparentShare)
  expect(shares).toEqual([...shares].sort((one, other) => one - other))
  expect(new Set(shares).size).toBe(shares.length)
  expect(shares[0]).toBe(0)
  expect(shares[4]).toBeCloseTo(0.8)
  expect(shares.at(-1)).toBeLessThan(1)
})

test('a remembered pace says how long it takes; before that, more threads and fewer pixels promise less', () => {
  const remembered = { ...nothingRemembered, paces: { [paceKey(way, 'lite')]: 0.1 } }
  expect(expectedSeconds(way, 'lite', remembered, none)).toBeCloseTo(30.5)
  expect(expectedSeconds({ ...way, tier: 512 }, 'lite', remembered, none)).toBeCloseTo(30.5 / 4)
  const guessed = (changes: Partial<Way>) => expectedSeconds({ ...way, ...changes }, 'lite', nothingRemembered, none)
  expect(guessed({ threads: 4 })).toBeCloseTo(guessed({}) / 2)
  expect(guessed({ precision: 'int8' })).toBeLessThan(guessed({}))
})
