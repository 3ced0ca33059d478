import { expect, test } from 'vitest'
import { builtInModels } from '#core/models.ts'
import { openingEngine } from '#platform/openingEngine.ts'
import { fakeFiles } from '#tests/fixtures/fakeSessions.ts'
import { Bitmaps } from '#tools/faults/bitmaps.ts'
import { Clock } from '#tools/faults/clock.ts'
import { Plan } from '#tools/faults/plan.ts'
import { FaultyEngine } from '#tools/faults/ports/engine.ts'

test('a photo whose file takes for ever to come can be cancelled at once', async () => {
  const inner = new FaultyEngine(new Plan(1, 0, new Clock()), new Bitmaps(), fakeFiles, 1)
  const engine = openingEngine(inner, { ...fakeFiles, content: () => new Promise(() => {}) })
  const stop = new AbortController()
  const cut = engine.cut(
    { file: new File(['x'], 'a.jpg'), model: builtInModels[0] },
    { signal: stop.signal, onStart() {}, onProgress() {} },
  )
  stop.abort()
  await expect(cut).rejects.toMatchObject({ name: 'AbortError' })
})
