import { describe, expect, it } from 'vitest'
import { edgePresets } from '#core/edgePresets.ts'
import { type EdgeSettings, edgesFingerprint, initialEdges, togglePick, validEdges } from '#core/edges.ts'
import { objectAt } from '#core/objectMap.ts'

const withEdges = (change: Partial<EdgeSettings>) => ({ ...initialEdges, ...change })

describe('edge settings', () => {
  it('are brought into their ranges, with black below white', () => {
    const wild = withEdges({
      levels: { black: 300, white: -4 },
      growPixels: -99,
      featherPixels: Number.NaN,
      threshold: 127.6,
      cleanPercent: 250,
      objects: {
        keep: 'picked',
        at: [
          { x: 0.5, y: 2 },
          { x: 0.1, y: 0.2 },
        ],
      },
    })
    expect(validEdges(wild)).toEqual(
      withEdges({
        levels: { black: 254, white: 255 },
        growPixels: -20,
        featherPixels: 0,
        threshold: 128,
        cleanPercent: 100,
        objects: { keep: 'picked', at: [{ x: 0.1, y: 0.2 }] },
      }),
    )
  })

  it('are valid in every preset, and each preset makes another cutout', () => {
    for (const { edges } of edgePresets) expect(validEdges(edges)).toEqual(edges)
    expect(new Set(edgePresets.map(({ edges }) => edgesFingerprint(edges))).size).toBe(edgePresets.length)
  })
})

describe('the fingerprint of a step', () => {
  it('changes with what the step depends on, and only with that', () => {
    const changes: [Partial<EdgeSettings>, first: 'cleared' | 'chosen' | 'shaped' | 'cleaned'][] = [
      [{ levels: { black: 3, white: 255 } }, 'cleared'],
      [{ dropSpecks: true }, 'cleared'],
      [{ postProcessMask: true }, 'cleared'],
      [{ objects: { keep: 'largest' } }, 'chosen'],
      [{ growPixels: 1 }, 'shaped'],
      [{ fillHoles: true }, 'shaped'],
      [{ hardEdge: true }, 'shaped'],
      [{ cleanPercent: 50 }, 'cleaned'],
      [{ existingAlpha: 'keep' }, 'cleaned'],
    ]
    const steps = ['cleared', 'chosen', 'shaped', 'cleaned'] as const
    for (const [change, first] of changes) {
      for (const [index, step] of steps.entries()) {
        const isSame = edgesFingerprint(withEdges(change), step) === edgesFingerprint(initialEdges, step)
        expect(isSame, `${JSON.stringify(change)} at ${step}`).toBe(index < steps.indexOf(first))
      }
    }
  })

  it('does not change with the measure of what is switched off', () => {
    const idle = withEdges({ speckPercent: 9, holePercent: 9, threshold: 9 })
    expect(edgesFingerprint(idle)).toBe(edgesFingerprint(initialEdges))
    const uncleaned = withEdges({ cleanColours: false, cleanPercent: 30 })
    expect(edgesFingerprint(uncleaned)).toBe(edgesFingerprint(withEdges({ cleanPercent: 0 })))
  })
})

describe('objects', () => {
  const map = { width: 4, height: 2, numbers: Uint8Array.of(1, 1, 0, 2, 0, 0, 0, 2) }

  it('are found at a place, or close to it', () => {
    expect(objectAt(map, { x: 0.1, y: 0.1 })).toBe(0)
    expect(objectAt(map, { x: 1, y: 1 })).toBe(1)
    expect(objectAt(map, { x: 0.1, y: 0.9 })).toBe(0)
    expect(objectAt({ width: 1, height: 1, numbers: Uint8Array.of(0) }, { x: 0.5, y: 0.5 })).toBe(-1)
  })

  it('are taken in by one click and left out by the next', () => {
    const isSame = (one: { x: number; y: number }, other: { x: number; y: number }) =>
      objectAt(map, one) === objectAt(map, other)
    const [left, right] = [
      { x: 0.1, y: 0.1 },
      { x: 0.9, y: 0.9 },
    ]
    const both = togglePick(togglePick([], left, isSame), right, isSame)
    expect(both).toEqual([left, right])
    expect(togglePick(both, { x: 0.3, y: 0.1 }, isSame)).toEqual([right])
  })
})
