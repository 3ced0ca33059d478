import type { Size } from '#core/geometry.ts'
import { type AnsweredStroke, type HintAnswer, isSmart } from '#core/hints.ts'
import { nanoSide } from '#core/nano.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { guides } from '#workers/nano/guides.ts'
import { smallIsland } from './island.ts'
import { likelyMeant } from './likely.ts'
import type { Features } from './likeness.ts'
import { answerOf, regionOf } from './region.ts'
import { strokeCells } from './strokeCells.ts'

/** What the built-in network sees of a photo: all that hints need, kept from stroke to stroke. Planes of `nanoSide` squared values. */
export interface SeenPhoto {
  /** Full size of the photo. */
  size: Size
  /** As the network got it: red, green and blue, -1 to 1. */
  image: Float32Array
  logits: Float32Array
  /** At an eighth of the side, standardised. */
  decoder: Features
  backbone: Features
}

/** Runs the dab branch on what the network has seen and on what `guides` makes of the dabs; gives the hinted logits. */
export type RunDabs = (guided: ReturnType<typeof guides>) => Promise<Outcome<Float32Array>>

/** The part of a stroke's width that is taken at its word: its rim may lie on something else already. */
const core = 0.7
/** From this opacity on an exact stroke decides. */
const decisive = 50

const grid = { width: nanoSide, height: nanoSide }
const cells = nanoSide * nanoSide

/**
 * Answers the smart strokes among these that have no answer. Each is asked in the light of what the mask had become by those before it, and of all
 * hints so far: the same strokes on the same mask always get the same answers.
 * @param mask of the photo before any stroke, 0 to 1, `nanoSide` squared
 */
export async function answerStrokes(
  seen: SeenPhoto,
  mask: Float32Array,
  strokes: readonly AnsweredStroke[],
  runDabs: RunDabs,
): Promise<Outcome<Record<string, HintAnswer>>> {
  const answers: Record<string, HintAnswer> = {}
  const rgb = seen.image.map((value) => value / 2 + 0.5)
  const hints = new Float32Array(2 * cells)
  let present = mask
  for (const stroke of strokes) {
    const isKeep = stroke.kind === 'keep'
    if (!isSmart(stroke)) {
      if (stroke.opacityPercent >= decisive)
        present = changedBy(present, Float32Array.from(strokeCells(stroke, seen.size, grid)), isKeep)
      continue
    }
    const dab = strokeCells(stroke, seen.size, grid, core)
    said(hints, dab, isKeep)
    let { answer } = stroke
    if (answer === undefined) {
      const { image, logits, decoder, backbone } = seen
      const hinted = await runDabs(guides({ size: grid, image, logits, before: present, hints }))
      if (!hinted.ok) return hinted
      const known = { side: nanoSide, rgb, present, unhinted: logits, hinted: hinted.value, decoder, backbone }
      const against = hints.subarray(isKeep ? cells : 0, isKeep ? 2 * cells : cells)
      const likely = likelyMeant({ ...known, dab, against, isKeep })
      const island = isKeep ? undefined : smallIsland(present, dab, grid)
      for (let at = 0; island !== undefined && at < cells; at++) if (island[at] === 1) likely[at] = 1
      const canChange = Uint8Array.from(present, (alpha) => (alpha > 0.5 === isKeep ? 0 : 1))
      const region = regionOf(likely, canChange, dab, grid)
      const after = changedBy(present, region, isKeep)
      const changed = after.reduce((sum, alpha, at) => sum + Math.abs(alpha - (present[at] ?? 0)), 0)
      answer = { ...answerOf(region, grid), changedShare: changed / cells }
      answers[stroke.id] = answer
    }
    present = changedBy(present, planeOf(answer), isKeep)
  }
  return success(answers)
}

/** *Keep* only ever adds, *Remove* only ever takes away. */
function changedBy(mask: Float32Array, region: Float32Array, isKeep: boolean): Float32Array {
  return mask.map((alpha, at) => (isKeep ? Math.max(alpha, region[at] ?? 0) : Math.min(alpha, 1 - (region[at] ?? 0))))
}

/** Takes a dab into the planes of keep and remove; what was said before of the same cells no longer holds. */
function said(hints: Float32Array, dab: Uint8Array, isKeep: boolean): void {
  const [into, other] = isKeep ? [0, cells] : [cells, 0]
  for (let at = 0; at < cells; at++) {
    if (dab[at] !== 1) continue
    hints[into + at] = 1
    hints[other + at] = 0
  }
}

/** An answer on all cells of its grid, 0 to 1. */
export function planeOf({ grid: { width, height }, part, data }: Omit<HintAnswer, 'changedShare'>): Float32Array {
  const plane = new Float32Array(width * height)
  for (let row = 0; row < part.height; row++)
    for (let column = 0; column < part.width; column++)
      plane[(part.y + row) * width + part.x + column] = (data[row * part.width + column] ?? 0) / 255
  return plane
}
