import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { initialEdges } from '#core/edges.ts'
import { type Edits, editsFingerprint } from '#core/edits.ts'
import type { Retouched } from '#core/look.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { Retoucher } from '#features/stage/retoucher.ts'
import { strokeOf } from '#tests/fixtures/strokes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const untouched: Edits = { edges: initialEdges, strokes: [] }
const grown = (growPixels: number): Edits => ({ ...untouched, edges: { ...initialEdges, growPixels } })

/** A retoucher whose requests the test settles one by one. */
function setUp() {
  const asked: { edits: Edits; isQuick: boolean; settle(outcome?: Outcome<Retouched>): Promise<void> }[] = []
  const shown: string[] = []
  const closed: string[] = []
  let isHeld = false
  const retoucher = new Retoucher(
    untouched,
    () => isHeld,
    (edits, isQuick) =>
      new Promise((resolve) => {
        // Node has no ImageBitmap; it is only ever closed.
        const cutout = { width: 1, height: 1, close: () => closed.push(editsFingerprint(edits)) } as ImageBitmap
        const settle = async (outcome: Outcome<Retouched> = success({ cutout })) => {
          resolve(outcome)
          await vi.advanceTimersByTimeAsync(0)
        }
        asked.push({ edits, isQuick, settle })
      }),
    (_, made) => shown.push(made),
  )
  const requests = () => asked.map(({ edits, isQuick }) => `${isQuick ? 'quick' : 'exact'} ${edits.edges.growPixels}`)
  const hold = (held: boolean) => {
    isHeld = held
  }
  return { retoucher, asked, shown, closed, requests, hold }
}

it('asks for one thing at a time, and for the latest of what was wanted meanwhile', async () => {
  const { retoucher, asked, shown, requests } = setUp()
  for (const pixels of [1, 2, 3]) retoucher.want(grown(pixels))
  expect(requests()).toEqual(['quick 1'])
  await asked[0]?.settle()
  expect(requests()).toEqual(['quick 1', 'quick 3'])
  expect(shown).toEqual([`~${editsFingerprint(grown(1))}`])
})

it('makes the exact cutout once the control rests and nobody holds it', async () => {
  const { retoucher, asked, shown, requests, hold } = setUp()
  hold(true)
  retoucher.want(grown(1))
  await asked[0]?.settle()
  await vi.advanceTimersByTimeAsync(2000)
  expect(requests()).toEqual(['quick 1'])
  hold(false)
  await vi.advanceTimersByTimeAsync(300)
  expect(requests()).toEqual(['quick 1', 'exact 1'])
  await asked[1]?.settle()
  expect(shown.at(-1)).toBe(editsFingerprint(grown(1)))
  await vi.advanceTimersByTimeAsync(2000)
  expect(asked).toHaveLength(2)
})

it('has a stroke made exactly at once, without a rough one between, but not under a hand', async () => {
  const { retoucher, asked, shown, requests, hold } = setUp()
  const painted = { ...untouched, strokes: [strokeOf([[1, 1]])] }
  hold(true)
  retoucher.want(painted)
  await vi.advanceTimersByTimeAsync(100)
  expect(requests()).toEqual([])
  hold(false)
  await vi.advanceTimersByTimeAsync(40)
  expect(requests()).toEqual(['exact 0'])
  await asked[0]?.settle()
  expect(shown).toEqual([editsFingerprint(painted)])
  retoucher.want({ ...grown(2), strokes: painted.strokes })
  expect(requests()).toEqual(['exact 0', 'quick 2'])
})

it('asks for nothing when the edges are back to what is shown', async () => {
  const { retoucher, asked } = setUp()
  retoucher.want({ ...untouched })
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toHaveLength(0)
})

it('goes on after a failure with the next change', async () => {
  const { retoucher, asked, requests } = setUp()
  retoucher.want(grown(1))
  await asked[0]?.settle(failure('worker-died'))
  retoucher.want(grown(2))
  expect(requests()).toEqual(['quick 1', 'quick 2'])
})

it('closes what comes in after its end', async () => {
  const { retoucher, asked, shown, closed } = setUp()
  retoucher.want(grown(1))
  retoucher.end()
  await asked[0]?.settle()
  expect([shown, closed]).toEqual([[], [editsFingerprint(grown(1))]])
})
