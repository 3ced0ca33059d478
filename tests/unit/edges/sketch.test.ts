import { expect, it } from 'vitest'
import { type EdgeSettings, initialEdges } from '#core/edges.ts'
import { finishCutout } from '#workers/edges/finishCutout.ts'
import { Memo } from '#workers/edges/memo.ts'
import { shapeMask } from '#workers/edges/shapeMask.ts'
import { Sketch } from '#workers/edges/sketch.ts'

const size = { width: 240, height: 180 }

/** A warm disc with a soft edge on a green backdrop, blended as a lens does. */
function scene() {
  const pixels = new Uint8ClampedArray(size.width * size.height * 4)
  const alpha = new Uint8Array(size.width * size.height)
  for (let i = 0; i < alpha.length; i++) {
    const distance = Math.hypot((i % size.width) - 120, Math.floor(i / size.width) - 90)
    const cover = Math.min(1, Math.max(0, (60 - distance) / 12 + 0.5))
    alpha[i] = Math.round(255 * cover)
    const mix = (front: number, back: number) => Math.round(front * cover + back * (1 - cover))
    pixels.set([mix(220, 20), mix(90, 200), mix(40, 60), 255], i * 4)
  }
  const photo = { size, pixels, hadAlpha: false, colourSpace: 'srgb' as const }
  return { photo, mask: { ...size, data: alpha }, sketch: new Sketch(photo, { ...size, data: alpha }, 1) }
}

const withEdges = (change: Partial<EdgeSettings>) => ({ ...initialEdges, ...change })

it('at full size a sketch is exactly what is written', () => {
  const { photo, mask, sketch } = scene()
  for (const edges of [initialEdges, withEdges({ growPixels: 4, cleanPercent: 50 }), withEdges({ hardEdge: true })]) {
    const written = finishCutout({ ...photo, pixels: photo.pixels.slice() }, shapeMask(mask, edges), edges)
    const shown = sketch.cutout(edges)
    expect(shown.pixels).toEqual(written.pixels)
    expect(shown.alpha).toEqual(written.alpha)
  }
})

it('a quick cutout has the new shape and the colours that were cleaned last', () => {
  const { sketch } = scene()
  const at = (pixels: Uint8ClampedArray) => [
    ...pixels.slice((90 * size.width + 60) * 4, (90 * size.width + 60) * 4 + 4),
  ]
  const exact = at(sketch.cutout(initialEdges).pixels)
  // Half of the pixel is backdrop: cleaned, it has the subject's red.
  expect(exact[0]).toBeGreaterThan(190)
  const grown = at(sketch.quickCutout(withEdges({ growPixels: 8 })).pixels)
  expect(grown.slice(0, 3)).toEqual(exact.slice(0, 3))
  expect(grown[3]).toBe(255)
  const plain = at(sketch.quickCutout(withEdges({ cleanColours: false })).pixels)
  expect(plain[0]).toBeLessThan(150)
})

it('the photo of a sketch stays as it was', () => {
  const { photo, sketch } = scene()
  const before = photo.pixels.slice()
  sketch.cutout(initialEdges)
  sketch.quickCutout(withEdges({ featherPixels: 3 }))
  expect(photo.pixels).toEqual(before)
})

it('a step is done again only when what made it has changed', () => {
  const memo = new Memo<{ sum: number }>()
  let count = 0
  const make = () => ++count
  expect([memo.get('sum', 'a', make), memo.get('sum', 'a', make), memo.get('sum', 'b', make)]).toEqual([1, 1, 2])
  expect(memo.last('sum')).toBe(2)
  expect(memo.get('sum', 'a', make)).toBe(3)
})
