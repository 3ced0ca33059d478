import { describe, expect, it } from 'vitest'
import type { AnsweredStroke } from '#core/hints.ts'
import { nanoSide } from '#core/nano.ts'
import { failure, success } from '#core/outcome.ts'
import { strokeOf } from '#tests/fixtures/strokes.ts'
import { taken } from '#tests/unit/nano/runNano.ts'
import { answerStrokes, planeOf, type RunDabs, type SeenPhoto } from '#workers/hint/answering.ts'

const cells = nanoSide * nanoSide
const size = { width: 2 * nanoSide, height: nanoSide }

/** A photo of two discs, red and blue, on grey; the network knows the red one alone. In cells of the network's square. */
const discs = [
  { x: 90, y: 160, radius: 50, rgb: [0.8, -0.7, -0.7] },
  { x: 230, y: 160, radius: 50, rgb: [-0.7, -0.7, 0.8] },
] as const
const isIn = (disc: number, at: number) => {
  const { x, y, radius } = discs[disc] ?? discs[0]
  return Math.hypot((at % nanoSide) - x, Math.floor(at / nanoSide) - y) < radius
}

function seen(): SeenPhoto {
  const image = new Float32Array(3 * cells)
  const coarse = new Float32Array(2 * (nanoSide / 8) ** 2)
  for (let at = 0; at < cells; at++)
    for (const plane of [0, 1, 2]) image[plane * cells + at] = discs.find((_, disc) => isIn(disc, at))?.rgb[plane] ?? 0
  const side = nanoSide / 8
  for (let at = 0; at < side * side; at++) {
    const middle = (8 * Math.floor(at / side) + 4) * nanoSide + 8 * (at % side) + 4
    coarse[at] = isIn(0, middle) ? 1 : -1
    coarse[side * side + at] = isIn(1, middle) ? 1 : -1
  }
  const logits = Float32Array.from({ length: cells }, (_, at) => (isIn(0, at) ? 4 : -4))
  return { size, image, logits, decoder: { side, data: coarse }, backbone: { side, data: coarse } }
}

/** A branch that has no opinion of its own: what the network saw without hints. */
const noOpinion: RunDabs = async () => success(seen().logits)
const mask = seen().logits.map((logit) => (logit > 0 ? 1 : 0))

/** A dab at a cell of the network's square; the photo is twice as wide as that. */
function dab(kind: 'keep' | 'remove', [x, y]: readonly [number, number], change: Partial<AnsweredStroke> = {}) {
  return strokeOf([[2 * x, y]], { kind, nature: 'smart', size: 16, ...change })
}

async function answered(strokes: AnsweredStroke[], on = mask, run = noOpinion): Promise<AnsweredStroke[]> {
  const answers = taken(await answerStrokes(seen(), on, strokes, run))
  return strokes.map((stroke) => {
    const answer = answers[stroke.id]
    return answer === undefined ? stroke : { ...stroke, answer }
  })
}

/** The share of a disc that an answer takes, and how many cells it takes outside of both. */
function shares(stroke: AnsweredStroke | undefined) {
  const plane = stroke?.answer === undefined ? new Float32Array(cells) : planeOf(stroke.answer)
  const counts = { red: 0, blue: 0, ground: 0 }
  for (const [at, value] of plane.entries())
    if (value > 0.5) counts[isIn(0, at) ? 'red' : isIn(1, at) ? 'blue' : 'ground'] += 1
  const area = Math.PI * 50 ** 2
  return { red: counts.red / area, blue: counts.blue / area, ground: counts.ground / area }
}

describe('a smart dab', () => {
  it('on a thing that is missing adds all of it, and nothing of what lies around', async () => {
    const [stroke] = await answered([dab('keep', [230, 160])])
    const { red, blue, ground } = shares(stroke)
    expect(blue).toBeGreaterThan(0.95)
    expect([red, ground].every((share) => share < 0.1)).toBe(true)
    expect(stroke?.answer?.changedShare).toBeCloseTo((Math.PI * 50 ** 2) / cells, 1)
  })

  it('on a thing that is too much takes all of it away, once the network doubts it', async () => {
    const doubting: RunDabs = async () => success(seen().logits.map((logit) => (logit > 0 ? -2 : logit)))
    const { red, blue } = shares((await answered([dab('remove', [90, 160])], mask, doubting))[0])
    expect(red).toBeGreaterThan(0.95)
    expect(blue).toBe(0)
  })

  it('on a small island of the mask takes the island away, however sure the network is of it', async () => {
    const isIsland = (at: number) => Math.hypot((at % nanoSide) - 160, Math.floor(at / nanoSide) - 40) < 12
    const on = mask.map((alpha, at) => (isIsland(at) ? 1 : alpha))
    const [stroke] = await answered([dab('remove', [160, 40])], on)
    const plane = stroke?.answer === undefined ? new Float32Array(cells) : planeOf(stroke.answer)
    expect(plane.every((value, at) => !isIsland(at) || value > 0.5)).toBe(true)
    expect(shares(stroke)).toMatchObject({ red: 0, blue: 0 })
  })

  it('is seen in the light of what was painted before, exactly or by a hint', async () => {
    const exact = dab('keep', [230, 160], { nature: 'exact', size: 200 })
    const [, after] = await answered([exact, dab('remove', [230, 160])])
    expect(shares(after).blue).toBeGreaterThan(0.9)
    // What is kept already needs no more than the dab says itself.
    const [, second] = await answered([dab('keep', [230, 160]), dab('keep', [230, 165])])
    expect(second?.answer?.changedShare).toBeLessThan(0.005)
  })

  it('does not take back what an earlier one has said nearby', async () => {
    const [, , last] = await answered([dab('keep', [230, 160]), dab('remove', [205, 160]), dab('keep', [255, 160])])
    const plane = last?.answer === undefined ? new Float32Array(cells) : planeOf(last.answer)
    expect(plane[160 * nanoSide + 205]).toBe(0)
    expect(plane[160 * nanoSide + 255]).toBe(1)
  })

  it('has the same answer whether those before it are told or worked out anew', async () => {
    const strokes = [dab('keep', [230, 160]), dab('remove', [90, 160])]
    const [first, second] = await answered(strokes)
    const [, again] = await answered([first, strokes[1]].flatMap((stroke) => (stroke === undefined ? [] : [stroke])))
    expect(again?.answer).toEqual(second?.answer)
  })

  it('fails as the network does', async () => {
    const run: RunDabs = async () => failure('model-failed')
    expect(await answerStrokes(seen(), mask, [dab('keep', [230, 160])], run)).toMatchObject({ reason: 'model-failed' })
  })
})
