import { describe, expect, test } from 'vitest'
import { hunt } from '#tools/fuzz/hunt.ts'
import { fuzzTargets } from '#tools/fuzz/targets.ts'

/** `npm run fuzz` gives each a hundred thousand. */
const inputs = 2500

const targets = fuzzTargets('.')

describe('random and changed bytes', () => {
  test.each(targets)(
    '$name: no error without a name, no hang, no more memory than the limits say',
    async (target) => {
      const { faults, taken } = await hunt(target, { inputs, seed: 7 })
      expect(faults.map(({ kind, detail, number }) => `${kind} at ${number}: ${detail}`)).toEqual([])
      // Changes that break everything would try nothing but the first check.
      expect(taken).toBeGreaterThan(inputs / 50)
      expect(taken).toBeLessThan(inputs)
    },
    60_000,
  )
})
