import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { difference, goldenTensors } from '#tests/golden/safetensors.ts'
import { guidePlanes, guides } from '#workers/nano/guides.ts'
import { reaches } from '#workers/nano/reach.ts'

const golden = goldenTensors(readFileSync(resolve(import.meta.dirname, '../../golden/nano-dabs-64x96.safetensors')))
const of = (name: string) => golden.get(name)?.values ?? new Float32Array()
const size = { width: 96, height: 64 }
const sigmoid = (values: Float32Array) => values.map((value) => 1 / (1 + Math.exp(-value)))
const dabbed = { size, image: of('input'), logits: of('logits'), before: sigmoid(of('logits')), hints: of('hints') }

test('what the dab branch is given is what it was trained with', () => {
  const { guide, where } = guides(dabbed)
  expect(guide.length).toBe(guidePlanes * 16 * 24)
  expect(difference(guide, of('guide')).max).toBeLessThan(1e-4)
  expect(difference(where, of('where')).max).toBeLessThan(1e-6)
})

test('without dabs nothing reaches anywhere', () => {
  const { guide, where } = guides({ ...dabbed, hints: new Float32Array(2 * 96 * 64) })
  expect(guide.subarray(0, 6 * 16 * 24).every((value) => value === 0)).toBe(true)
  expect(where.every((value) => value === 0)).toBe(true)
})

test('a dab reaches all of its island of the mask, and little of the ground beyond the edge', () => {
  const cells = { width: 20, height: 10 }
  const mask = Float32Array.from({ length: 200 }, (_, cell) => (cell % 20 < 10 ? 1 : 0))
  const seeds = new Uint8Array(200)
  seeds[0] = 1
  const planes = reaches({ size: cells, rgb: new Float32Array(600), mask }, seeds)
  const island = planes.subarray(400)
  expect(island[9 * 20 + 9]).toBeGreaterThan(0.85)
  expect(island[9 * 20 + 10]).toBeLessThan(0.01)
  expect(planes[9 * 20 + 9]).toBeLessThan(0.6)
})
