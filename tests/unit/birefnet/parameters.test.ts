import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { backbones } from '#workers/birefnet/backbone.ts'
import { expectedParameters } from '#workers/birefnet/parameters.ts'

const golden = new URL('../../../../shared/golden/', import.meta.url)

describe.skipIf(!existsSync(golden))('the keys of the official state dicts (needs ../shared/golden)', () => {
  test.each([
    ['lite', 'swin-t', 586],
    ['large', 'swin-l', 754],
  ] as const)('%s has every key and shape of the generated list', (name, id, count) => {
    const official: Record<string, { shape: number[] }> = JSON.parse(
      readFileSync(new URL(`state-dict-${name}.json`, golden), 'utf8'),
    )
    const generated = expectedParameters(backbones[id])
    const shapes = Object.fromEntries([...generated].map(([key, { shape }]) => [key, shape]))
    expect(shapes).toEqual(Object.fromEntries(Object.entries(official).map(([key, { shape }]) => [key, shape])))
    expect(generated.size).toBe(count)
  })
})
