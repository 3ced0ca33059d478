import { describe, expect, it } from 'vitest'
import { trustOf } from '#core/trustScore.ts'
import { evidenceOf } from '#workers/trust/evidence.ts'

const [width, height] = [200, 120]

/** A mask, alpha from 0 to 1, drawn by a function of the place. */
function drawn(alphaAt: (x: number, y: number) => number) {
  return {
    width,
    height,
    data: Float32Array.from({ length: width * height }, (_, i) => alphaAt(i % width, Math.floor(i / width))),
  }
}

const disc = (middle: number, radius: number) => (x: number, y: number) =>
  Number(Math.hypot(x - middle, y - 60) < radius)
const clear = drawn(disc(100, 40))
const nothing = drawn(() => 0)

describe('how far a mask can be trusted', () => {
  it('trusts a clear mask that further looks agree with', () => {
    const trust = trustOf(evidenceOf({ mask: clear, looks: { plain: clear, mirror: clear } }))
    expect(trust).toMatchObject({ verdict: 'good', doubts: [] })
    expect(trust.score).toBeGreaterThan(0.9)
  })

  it('doubts one that the mirrored photo contradicts', () => {
    const looks = { plain: clear, mirror: drawn(disc(150, 40)) }
    expect(trustOf(evidenceOf({ mask: clear, looks }))).toMatchObject({ verdict: 'doubtful', doubts: ['unsteady'] })
  })

  it('doubts one that is neither in nor out', () => {
    const mist = drawn((x, y) => 0.6 * disc(100, 40)(x, y))
    expect(trustOf(evidenceOf({ mask: mist, looks: { plain: mist, mirror: mist } }))).toMatchObject({
      verdict: 'doubtful',
      doubts: ['undecided'],
    })
  })

  it('says that nothing was found where there is nothing, or next to nothing', () => {
    const looks = { plain: nothing, mirror: nothing }
    expect(trustOf(evidenceOf({ mask: nothing, looks }))).toMatchObject({ verdict: 'empty', doubts: [] })
    expect(trustOf(evidenceOf({ mask: drawn(disc(30, 3)), looks })).verdict).toBe('empty')
  })

  it('trusts a plain backdrop that was keyed, and doubts one that is not plain', () => {
    const keyed = { width, height, data: Uint8Array.from(clear.data, (value) => value * 255) }
    expect(trustOf(evidenceOf({ mask: keyed, plainness: 0.9 })).verdict).toBe('good')
    expect(trustOf(evidenceOf({ mask: keyed, plainness: 0.2 }))).toMatchObject({
      verdict: 'doubtful',
      doubts: ['backdrop'],
    })
    const torn = { plain: clear, mirror: nothing }
    expect(trustOf(evidenceOf({ mask: keyed, looks: torn, keyed, plainness: 0.9 })).verdict).toBe('good')
  })

  it('doubts another model that sees another subject than the built-in network', () => {
    const trust = trustOf(evidenceOf({ mask: drawn(disc(40, 30)), nano: clear }))
    expect(trust.verdict).toBe('doubtful')
    expect(trust.doubts).toContain('other-subject')
  })

  it('counts pieces and the sides that are touched, at any size of mask', () => {
    const two = drawn((x, y) => Math.max(disc(40, 30)(x, y), disc(150, 20)(x, y)))
    expect(evidenceOf({ mask: two })).toMatchObject({ islands: 2, sides: 0 })
    const wide = { width: 900, height: 700, data: new Uint8Array(900 * 700).fill(255, 0, 900 * 600) }
    const evidence = evidenceOf({ mask: wide })
    expect(evidence.sides).toBe(3)
    expect(evidence.area).toBeCloseTo(6 / 7, 2)
    expect(evidence.softness).toBeLessThan(0.01)
  })
})
