import { expect, test } from 'vitest'
import { nothingRemembered, withPace } from '#core/ways/remembered.ts'
import { createRecollection } from '#platform/recollection.ts'

/** A page's storage with one text in it, whatever it is asked for. */
function storageOf(text: string | null, refuses = false) {
  const kept = { text }
  const storage: Storage = {
    length: 0,
    clear() {},
    key: () => null,
    removeItem() {},
    getItem: () => kept.text,
    setItem: (_, value) => {
      if (refuses) throw new DOMException('full', 'QuotaExceededError')
      kept.text = value
    },
  }
  return storage
}

test('what was learnt is there after the next start', () => {
  const storage = storageOf(null)
  const learnt = {
    ...withPace(nothingRemembered, 'card', 0.5),
    selfTests: { one: { hasPassed: false, error: 0.4, at: 5 } },
    precisions: { 'processor/2': { int8Ratio: 0.6, secondsPerBillion: 0.07, ms: 210, at: 6 } },
    tooMuch: { bytes: 1e9, at: 7 },
  }
  createRecollection(storage).write(learnt)
  expect(createRecollection(storage).read()).toEqual(learnt)
})

test.each(['', 'null', '7', '{', '[]', '{"selfTests":7,"paces":null,"tooMuch":"x"}'])(
  'what makes no sense is nothing: %s',
  (text) => expect(createRecollection(storageOf(text)).read()).toEqual(nothingRemembered),
)

test('of what is partly broken, the sound part counts', () => {
  const kept = {
    selfTests: { good: { hasPassed: true, error: 0.1, at: 5 }, bad: { hasPassed: 'yes' } },
    paces: { good: 2, bad: -1, worse: 'fast' },
    tooMuch: { bytes: 1e9 },
  }
  expect(createRecollection(storageOf(JSON.stringify(kept))).read()).toEqual({
    selfTests: { good: { hasPassed: true, error: 0.1, at: 5 } },
    paces: { good: 2 },
  })
})

test('a storage that is full, or none, keeps it for the life of the page', () => {
  for (const storage of [storageOf(null, true), undefined]) {
    const recollection = createRecollection(storage)
    recollection.write(withPace(nothingRemembered, 'card', 1))
    expect(recollection.read().paces).toEqual({ card: 1 })
  }
})
