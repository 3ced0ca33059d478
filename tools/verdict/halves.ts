import { readMask, readPairs, readPhoto } from '#tests/bench/nano/pairs.ts'
import { casesOf, type Source } from './cases.ts'
import type { createMeasure, Measured } from './measure.ts'

/** Larger photos tell no more of whether a mask is right. */
const longest = 640

export interface Measures {
  /** Masks of the built-in network, and of another one where that was at hand. */
  own: Measured[]
  other: Measured[]
}

/**
 * Measures one half of the photos with masks made by people, and the hard cases made of them: the first teaches, the second is held out.
 * No case is made of photos of both.
 */
export async function measureHalf(
  half: 'taught' | 'held out',
  measure: Awaited<ReturnType<typeof createMeasure>>,
): Promise<Measures> {
  const parity = half === 'taught' ? 0 : 1
  const sources: Source[] = []
  for (const [index, pair] of readPairs().entries()) {
    if (index % 2 !== parity) continue
    const photo = await readPhoto(pair.photo, longest)
    sources.push({ name: pair.photo, photo, truth: { ...photo, data: await readMask(pair.mask, photo) } })
  }
  const all: Measures = { own: [], other: [] }
  for await (const one of casesOf(sources, parity + 1)) {
    const { own, other } = await measure(one)
    all.own.push(own)
    if (other !== undefined) all.other.push(other)
  }
  return all
}
