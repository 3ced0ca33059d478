import { describe, expect, test } from 'vitest'
import { initialRefine } from '#core/edges.ts'
import type { Stroke } from '#core/strokes.ts'
import { hairCover, matteMarked } from '#workers/pixels/alphaMatting/marked.ts'

const size = { width: 200, height: 160 }
const count = size.width * size.height

const mark = (kind: Stroke['kind'], across: number, from: [number, number], to = from): Stroke => ({
  id: `${kind} ${from.join()}`,
  nature: 'hair',
  kind,
  size: across,
  hardnessPercent: 80,
  opacityPercent: 100,
  isEdgeAware: false,
  points: [from, to].map(([x, y]) => ({ x, y, pressure: 1 })),
})

/** Dark hairs, three pixels wide and twelve apart, that stand up from a dark body on a bright wall. */
function fur() {
  const pixels = new Uint8ClampedArray(count * 4)
  const truth = new Uint8Array(count)
  for (let index = 0; index < count; index += 1) {
    const [x, y] = [index % size.width, Math.floor(index / size.width)]
    const isHair = y >= 100 || (y >= 60 && x % 12 < 3)
    truth[index] = isHair ? 255 : 0
    const noise = ((x * 7 + y * 13) % 5) - 2
    pixels.set(isHair ? [40 + noise, 30 + noise, 25, 255] : [225 + noise, 220 + noise, 210, 255], index * 4)
  }
  // What a network makes of it: the body alone.
  const guess = Uint8Array.from({ length: count }, (_, index) => (Math.floor(index / size.width) >= 98 ? 255 : 0))
  return { photo: { ...size, data: pixels }, guess: { ...size, data: guess }, truth }
}

describe('marks of hair', () => {
  test('cover what was painted, and what is wiped off no more', () => {
    const cover = hairCover([mark('keep', 40, [100, 80]), mark('remove', 20, [100, 80])], size)
    expect(cover[80 * 200 + 100]).toBe(0)
    expect(cover[80 * 200 + 114]).toBe(255)
    expect(cover[80 * 200 + 125]).toBe(0)
  })

  test('let hair be found where they are, and leave every other bit', async () => {
    const { photo, guess, truth } = fur()
    const before = guess.data.slice()
    const cover = hairCover([mark('keep', 60, [40, 84], [90, 84])], size)
    const told: number[] = []
    const made = await matteMarked(photo, guess, cover, initialRefine, (done) => told.push(done))
    let [wrongBefore, wrong, marked] = [0, 0, 0]
    for (let index = 0; index < count; index += 1) {
      if (cover[index] === 0) expect(made[index]).toBe(before[index])
      if (cover[index] !== 255) continue
      marked += 1
      wrongBefore += Math.abs((before[index] ?? 0) - (truth[index] ?? 0)) / 255
      wrong += Math.abs((made[index] ?? 0) - (truth[index] ?? 0)) / 255
    }
    expect(marked).toBeGreaterThan(2000)
    // Three quarters of what was missing is there.
    expect(wrong / wrongBefore).toBeLessThan(0.25)
    expect(guess.data).toEqual(before)
    expect(told.at(-1)).toBe(1)
  })

  test('that cover nothing change nothing', async () => {
    const { photo, guess } = fur()
    expect(await matteMarked(photo, guess, new Uint8Array(count), initialRefine, () => {})).toEqual(guess.data)
  })
})
