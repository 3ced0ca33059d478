import { describe, expect, it } from 'vitest'
import { type AutoStep, autoStep, type MaskFigures, type PeopleFigures } from '#workers/matting/auto.ts'

const product: MaskFigures = { coverage: 0.25, undecidedShare: 0.01 }
const nothing: MaskFigures = { coverage: 0, undecidedShare: 0 }
const ragged: MaskFigures = { coverage: 0.45, undecidedShare: 0.08 }
const person: PeopleFigures = { coverage: 0.3, undecidedShare: 0.03, certainty: 0.97, trust: 0.9 }
const nobody: PeopleFigures = { coverage: 0.001, undecidedShare: 0.002, certainty: 0.6, trust: 0.3 }
const perhaps: PeopleFigures = { coverage: 0.1, undecidedShare: 0.06, certainty: 0.75, trust: 0.6 }

/** Follows the steps to the end, as the caller does, and notes what was tried. */
function follow(plainScore: number, keyed: MaskFigures, people: PeopleFigures) {
  const tried: ('keyer' | 'people')[] = []
  let step: AutoStep = autoStep({ plainScore })
  while (step.kind === 'try') {
    expect(tried).not.toContain(step.way)
    tried.push(step.way)
    step = autoStep({
      plainScore,
      ...(tried.includes('keyer') ? { keyed } : {}),
      ...(tried.includes('people') ? { people } : {}),
    })
  }
  return { tried, choice: step.choice, sure: step.sure }
}

describe('auto', () => {
  it('keys a clearly plain backdrop without running the network', () => {
    expect(follow(0.95, product, person)).toEqual({ tried: ['keyer'], choice: 'keyer', sure: true })
  })

  it('takes a confident person before a passably plain backdrop', () => {
    expect(follow(0.6, product, person)).toEqual({ tried: ['people'], choice: 'instant', sure: true })
  })

  it('keys a passably plain backdrop where there is nobody', () => {
    expect(follow(0.6, product, nobody)).toEqual({ tried: ['people', 'keyer'], choice: 'keyer', sure: true })
  })

  it('takes a person in the street', () => {
    expect(follow(0, ragged, person)).toEqual({ tried: ['people'], choice: 'instant', sure: true })
  })

  it('is unsure where neither fits, and offers the better one', () => {
    expect(follow(0.02, ragged, nobody)).toMatchObject({ choice: 'keyer', sure: false })
    expect(follow(0.02, ragged, perhaps)).toMatchObject({ choice: 'instant', sure: false })
    expect(follow(0.45, product, perhaps)).toMatchObject({ choice: 'keyer', sure: false })
  })

  it('looks for people in a plain picture where the keyer finds nothing, and is unsure of an empty one', () => {
    expect(follow(1, nothing, person)).toEqual({ tried: ['keyer', 'people'], choice: 'instant', sure: true })
    expect(follow(1, nothing, nobody)).toEqual({ tried: ['keyer', 'people'], choice: 'keyer', sure: false })
  })
})
