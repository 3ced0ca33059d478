import { describe, expect, it } from 'vitest'
import type { HintAnswer, Hinted, HintRequest } from '#core/hints.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Stroke } from '#core/strokes.ts'
import { Answering } from '#engine/answering.ts'
import { strokeOf } from '#tests/fixtures/strokes.ts'

const file = new Blob(['photo'])
const size = { width: 4, height: 4 }
const maskOf = (id: string) => ({ id, size, packed: new Blob() })
const smart = () => strokeOf([[1, 1]], { nature: 'smart' })

/** A worker that answers each stroke by how many strokes came before it. */
function answering() {
  const looked: HintRequest[] = []
  let next: Outcome<Hinted> | undefined
  const made = new Answering(async (request) => {
    looked.push(request)
    const outcome = next ?? success({ answers: Object.fromEntries(request.strokes.flatMap(answered)) })
    next = undefined
    return outcome
  })
  const answered = ({ id, answer, nature }: HintRequest['strokes'][number], place: number) =>
    nature === 'smart' && answer === undefined ? [[id, answerOf(place)] as const] : []
  const ask = async (strokes: readonly Stroke[], mask = 'one') => {
    const outcome = await made.answered({ file, mask: maskOf(mask), strokes })
    return outcome.ok ? outcome.value.map(({ answer }) => answer?.data[0]) : outcome.reason
  }
  return {
    looked,
    ask,
    failNext: () => {
      next = failure('runtime-missing')
    },
  }
}

function answerOf(place: number): HintAnswer {
  const part = { x: 0, y: 0, width: 1, height: 1 }
  return { grid: size, part, data: Uint8Array.from([place]), changedShare: 0.1 }
}

describe('answers to smart strokes', () => {
  it('are worked out once, also where several ask at a time', async () => {
    const { looked, ask } = answering()
    const strokes = [smart(), strokeOf([[2, 2]]), smart()]
    expect(await Promise.all([ask(strokes), ask(strokes), ask(strokes)])).toEqual([
      [0, undefined, 2],
      [0, undefined, 2],
      [0, undefined, 2],
    ])
    expect(looked).toHaveLength(1)
  })

  it('are asked for with those that are known, and found again after an undo', async () => {
    const { looked, ask } = answering()
    const [a, b, c] = [smart(), smart(), smart()]
    await ask([a, b])
    expect(await ask([a, b, c])).toEqual([0, 1, 2])
    expect(looked[1]?.strokes.map(({ answer }) => answer?.data[0])).toEqual([0, 1, undefined])
    expect(await ask([a, b])).toEqual([0, 1])
    // Painted otherwise after the undo: what led to it counts.
    expect(await ask([a, c])).toEqual([0, 1])
    expect(looked).toHaveLength(3)
  })

  it('belong to a mask: another one has its own', async () => {
    const { looked, ask } = answering()
    const strokes = [smart()]
    await ask(strokes)
    await ask(strokes, 'two')
    await ask(strokes)
    expect(looked.map(({ mask }) => mask.id)).toEqual(['one', 'two'])
  })

  it('are forgotten of the mask that was used longest ago', async () => {
    const { looked, ask } = answering()
    const strokes = [smart()]
    for (let mask = 0; mask < 13; mask++) await ask(strokes, `${mask}`)
    await ask(strokes, '12')
    expect(looked).toHaveLength(13)
    await ask(strokes, '0')
    expect(looked).toHaveLength(14)
  })

  it('fail as the worker does, and are asked for again', async () => {
    const { ask, failNext } = answering()
    const strokes = [smart()]
    failNext()
    expect(await ask(strokes)).toBe('runtime-missing')
    expect(await ask(strokes)).toEqual([0])
  })

  it('are not asked for where all strokes are exact', async () => {
    const { looked, ask } = answering()
    expect(await ask([strokeOf([[1, 1]])])).toEqual([undefined])
    expect(looked).toEqual([])
  })
})
