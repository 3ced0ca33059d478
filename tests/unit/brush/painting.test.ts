import { describe, expect, it } from 'vitest'
import { initialEdges } from '#core/edges.ts'
import type { AnsweredStroke } from '#core/hints.ts'
import { tilesTouched } from '#core/strokeSegments.ts'
import { seededRandom } from '#tests/fixtures/random.ts'
import { strokeOf } from '#tests/fixtures/strokes.ts'
import { Painting } from '#workers/brush/painting.ts'
import { paintStrokes } from '#workers/brush/paintStrokes.ts'
import { keptPhotoTiles, photoTiles } from '#workers/brush/photoTiles.ts'
import { Sketch } from '#workers/edges/sketch.ts'

const size = { width: 200, height: 150 }
const count = size.width * size.height

/** A photo of random colours, and a cutout of it with other colours and a left half that is solid. */
function scene(alphaAt = (x: number) => (x < 100 ? 255 : 0)) {
  const random = seededRandom(3)
  const bytes = () => Uint8ClampedArray.from({ length: count * 4 }, () => Math.floor(random() * 256))
  const [own, pixels] = [bytes(), bytes()]
  const alpha = Uint8Array.from({ length: count }, (_, at) => alphaAt(at % size.width))
  for (let at = 0; at < count; at++) {
    own[at * 4 + 3] = 255
    pixels[at * 4 + 3] = alpha[at] ?? 0
  }
  const photo = { size, pixels: own, hadAlpha: false, colourSpace: 'srgb' as const }
  const cutout = { size, colourSpace: 'srgb' as const, pixels, alpha }
  return { photo, cutout, tiles: photoTiles(photo, initialEdges) }
}

const pixel = (pixels: Uint8ClampedArray, x: number, y: number) => [
  ...pixels.slice((y * 200 + x) * 4, (y * 200 + x) * 4 + 4),
]
const copyOf = <T extends { pixels: Uint8ClampedArray<ArrayBuffer>; alpha: Uint8Array }>(cutout: T) => ({
  ...cutout,
  pixels: cutout.pixels.slice(),
  alpha: cutout.alpha.slice(),
})

/** A smart stroke whose answer is the left half of the photo. */
function leftHalf(): AnsweredStroke {
  const grid = { width: 20, height: 15 }
  const answer = { grid, part: { x: 0, y: 0, width: 10, height: 15 }, data: new Uint8Array(150).fill(255) }
  return { ...strokeOf([[50, 75]], { nature: 'smart' }), answer: { ...answer, changedShare: 0.5 } }
}

describe('painted strokes', () => {
  it('give way to a smart one that came after them, where that has its say, and lie on top of one before', () => {
    const { cutout, tiles } = scene(() => 255)
    const exact = strokeOf([
      [60, 60],
      [140, 60],
    ])
    const painted = (strokes: AnsweredStroke[]) => {
      const copy = copyOf(cutout)
      paintStrokes(copy, strokes, tiles, 1)
      return copy
    }
    const [alone, before, after] = [[exact], [exact, leftHalf()], [leftHalf(), exact]].map(painted)
    expect(after?.pixels.every((value, at) => value === alone?.pixels[at])).toBe(true)
    const colours = (of: typeof alone, x: number) => of && pixel(of.pixels, x, 60)
    expect(colours(before, 70)).toEqual(pixel(cutout.pixels, 70, 60))
    expect(colours(before, 130)).toEqual(colours(alone, 130))
    expect(colours(alone, 70)).not.toEqual(pixel(cutout.pixels, 70, 60))
  })

  it('change what they touch, and keep every bit elsewhere', () => {
    const { cutout, tiles } = scene()
    const painted = copyOf(cutout)
    paintStrokes(
      painted,
      [
        strokeOf([
          [60, 60],
          [120, 60],
        ]),
        strokeOf([[150, 120]], { kind: 'keep' }),
      ],
      tiles,
      1,
    )
    let [changed, strayed] = [0, 0]
    for (let at = 0; at < count; at++) {
      const [x, y] = [(at % 200) + 0.5, Math.floor(at / 200) + 0.5]
      const toLine = Math.hypot(x - Math.min(120, Math.max(60, x)), y - 60)
      const isNear = toLine < 10.5 || Math.hypot(x - 150, y - 120) < 10.5
      const isSame = pixel(painted.pixels, x - 0.5, y - 0.5).every(
        (value, channel) => value === cutout.pixels[at * 4 + channel],
      )
      if (!isSame) changed++
      if (!isSame && !isNear) strayed++
    }
    expect(strayed).toBe(0)
    expect(changed).toBeGreaterThan(1000)
    expect([painted.alpha[60 * 200 + 80], painted.alpha[120 * 200 + 150]]).toEqual([0, 255])
  })

  it('remove alpha and leave the colour, by their opacity', () => {
    const { cutout, tiles } = scene()
    const painted = copyOf(cutout)
    paintStrokes(painted, [strokeOf([[50, 50]], { opacityPercent: 40 })], tiles, 1)
    expect(pixel(painted.pixels, 50, 50)).toEqual([...pixel(cutout.pixels, 50, 50).slice(0, 3), 153])
    paintStrokes(painted, [strokeOf([[50, 50]], { opacityPercent: 40 })], tiles, 1)
    expect(painted.alpha[50 * 200 + 50]).toBe(92)
  })

  it('keep the photo as it is, with the colour that its backdrop gives back', () => {
    const { photo, cutout, tiles } = scene(() => 0)
    // A pixel of which 40 % are subject: red 200 before 50.
    const at = 50 * 200 + 50
    const mixed = Math.round(0.4 * 200 + 0.6 * 50)
    photo.pixels.set([mixed, mixed, mixed, 255], at * 4)
    cutout.pixels.set([200, 200, 200, 102], at * 4)
    cutout.alpha[at] = 102
    const painted = copyOf(cutout)
    paintStrokes(painted, [strokeOf([[50, 50]], { kind: 'keep', opacityPercent: 50 })], tiles, 1)
    const alpha = (painted.alpha[at] ?? 0) / 255
    expect(alpha).toBeCloseTo(0.4 + 0.5 * 0.6, 2)
    // Laid on the same backdrop again it is the photo again.
    expect(alpha * (painted.pixels[at * 4] ?? 0) + (1 - alpha) * 50).toBeCloseTo(mixed, 0)
    paintStrokes(painted, [strokeOf([[50, 50]], { kind: 'keep' })], tiles, 1)
    expect(pixel(painted.pixels, 50, 50)).toEqual([mixed, mixed, mixed, 255])
  })

  it('keep no more of a transparent photo than there is of it, unless that is passed over', () => {
    const { photo, cutout } = scene(() => 0)
    for (let at = 3; at < photo.pixels.length; at += 4) photo.pixels[at] = 128
    const had = { ...photo, hadAlpha: true }
    const kept = (existingAlpha: 'multiply' | 'ignore') => {
      const painted = copyOf(cutout)
      paintStrokes(
        painted,
        [strokeOf([[50, 50]], { kind: 'keep' })],
        photoTiles(had, { ...initialEdges, existingAlpha }),
        1,
      )
      return painted.alpha[50 * 200 + 50]
    }
    expect([kept('multiply'), kept('ignore')]).toEqual([128, 255])
  })

  it('need only the tiles of the photo that they touch', () => {
    const { photo, cutout, tiles } = scene()
    const strokes = [
      strokeOf(
        [
          [30, 30],
          [150, 140],
        ],
        { kind: 'keep', isEdgeAware: true },
      ),
      strokeOf([[20, 140]]),
    ]
    const [whole, part] = [copyOf(cutout), copyOf(cutout)]
    paintStrokes(whole, strokes, tiles, 1)
    const kept = keptPhotoTiles(photo, initialEdges, strokes)
    photo.pixels.fill(0)
    paintStrokes(part, strokes, kept, 1)
    expect(part).toEqual(whole)
  })
})

describe('a stroke that keeps to its side of the edges', () => {
  /** Grey 60 on the left, 200 on the right of x = 100, with noise and a slow shade on each side. */
  function sides() {
    const random = seededRandom(5)
    const made = scene(() => 255)
    for (let at = 0; at < count; at++) {
      const value = (at % size.width < 100 ? 60 : 200) + Math.floor(random() * 9) + Math.floor(at / size.width / 30)
      made.photo.pixels.set([value, value, value, 255], at * 4)
    }
    return made
  }

  it('does not cross an edge, though the brush does, and is not stopped by noise and shade', () => {
    const { cutout, tiles } = sides()
    const painted = copyOf(cutout)
    paintStrokes(
      painted,
      [
        strokeOf(
          [
            [85, 20],
            [85, 120],
          ],
          { size: 60, isEdgeAware: true },
        ),
      ],
      tiles,
      1,
    )
    let [left, right] = [0, 0]
    for (let y = 20; y < 120; y++) {
      for (let x = 60; x < 100; x++) left += painted.alpha[y * 200 + x] === 0 ? 1 : 0
      for (let x = 100; x < 120; x++) right += painted.alpha[y * 200 + x] === 255 ? 0 : 1
    }
    expect(left / 4000).toBeGreaterThan(0.99)
    expect(right).toBe(0)
    const plain = copyOf(cutout)
    paintStrokes(
      plain,
      [
        strokeOf(
          [
            [85, 20],
            [85, 120],
          ],
          { size: 60 },
        ),
      ],
      tiles,
      1,
    )
    expect(plain.alpha[70 * 200 + 110]).toBe(0)
  })

  it('gives the same bytes in whatever tiles it is painted', () => {
    const { cutout, tiles } = sides()
    const stroke = strokeOf(
      [
        [70, 20],
        [95, 70],
        [60, 130],
      ],
      { size: 50, isEdgeAware: true, hardnessPercent: 40 },
    )
    const [whole, parts] = [copyOf(cutout), copyOf(cutout)]
    paintStrokes(whole, [stroke], tiles, 1)
    for (const tile of tilesTouched(stroke, size, 1)) paintStrokes(parts, [stroke], tiles, 1, new Set([tile]))
    expect(parts).toEqual(whole)
  })
})

describe('a painting', () => {
  it('is the same after any way of doing and undoing, and what lies beneath stays', () => {
    const { cutout, tiles } = scene()
    const before = copyOf(cutout)
    const random = seededRandom(9)
    const strokes = Array.from({ length: 6 }, (_, index) =>
      strokeOf(
        [
          [random() * 200, random() * 150],
          [random() * 200, random() * 150],
        ],
        {
          kind: index % 3 === 0 ? 'keep' : 'remove',
          opacityPercent: 60,
          hardnessPercent: 20,
          isEdgeAware: index % 4 === 0,
        },
      ),
    )
    const painting = new Painting(cutout, tiles, 1)
    const snapshot = (upTo: number) => copyOf(painting.with(strokes.slice(0, upTo)))
    const states = [0, 3, 6, 2, 4, 6].map(snapshot)
    for (const [place, upTo] of [0, 3, 6, 2, 4, 6].entries()) {
      const fresh = copyOf(cutout)
      paintStrokes(fresh, strokes.slice(0, upTo), tiles, 1)
      expect(states[place]).toEqual(fresh)
    }
    expect(snapshot(0)).toEqual(before)
    expect(cutout).toEqual(before)
  })

  it('lies on the sketch of a photo: strokes survive other edges, and are gone without a trace', () => {
    const { photo, cutout } = scene()
    const sketch = new Sketch(photo, { ...size, data: cutout.alpha.slice() }, 1)
    const stroke = strokeOf([[50, 50]])
    const plain = copyOf(sketch.cutout(initialEdges))
    const alphaIn = (edges: typeof initialEdges, x: number) => sketch.cutout(edges, [stroke]).alpha[50 * 200 + x]
    expect([alphaIn(initialEdges, 50), alphaIn({ ...initialEdges, growPixels: 6 }, 50)]).toEqual([0, 0])
    expect(alphaIn({ ...initialEdges, growPixels: 6 }, 103)).toBe(255)
    expect(sketch.quickCutout(initialEdges, [stroke]).alpha[50 * 200 + 50]).toBe(0)
    expect(alphaIn(initialEdges, 103)).toBe(0)
    expect(copyOf(sketch.cutout(initialEdges, []))).toEqual(plain)
  })

  it('of a reduced photo shows the same as the full one, reduced', () => {
    const { cutout, tiles, photo } = scene(() => 255)
    const half = { width: 100, height: 75 }
    const small = {
      ...cutout,
      size: half,
      pixels: new Uint8ClampedArray(30_000).fill(255),
      alpha: new Uint8Array(7500).fill(255),
    }
    const strokes = [
      strokeOf(
        [
          [40, 40],
          [160, 90],
        ],
        { size: 30, hardnessPercent: 50 },
      ),
    ]
    paintStrokes(cutout, strokes, tiles, 1)
    paintStrokes(small, strokes, photoTiles({ ...photo, size: half, pixels: small.pixels }, initialEdges), 0.5)
    let worst = 0
    for (let y = 0; y < 75; y++)
      for (let x = 0; x < 100; x++) {
        const at = 2 * y * 200 + 2 * x
        const mean = [at, at + 1, at + 200, at + 201].reduce((sum, place) => sum + (cutout.alpha[place] ?? 0), 0) / 4
        worst = Math.max(worst, Math.abs(mean - (small.alpha[y * 100 + x] ?? 0)))
      }
    expect(worst).toBeLessThan(16)
  })
})
