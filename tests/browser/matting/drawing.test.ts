import { expect, test } from 'vitest'
import { initialEdges, initialRefine } from '#core/edges.ts'
import { builtInModels } from '#core/models.ts'
import type { Progress } from '#core/progress.ts'
import { initialFileSettings } from '#core/settings.ts'
import { createEngine } from '#engine/engine.ts'
import { openingEngine } from '#platform/openingEngine.ts'
import { knowledgeOf } from '#tests/browser/engine/knowledge.ts'

const { signal } = new AbortController()
const keyer = builtInModels.find(({ id }) => id === 'keyer') ?? builtInModels[0]
const file = new File(
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#eceae4"/>
     <circle cx="160" cy="120" r="70" fill="#b3261e"/></svg>`,
  ],
  'drawing.svg',
)

/** Longer than the engine of this test keeps a worker that has nothing to do. */
const idle = () => new Promise((resolve) => setTimeout(resolve, 200))

test('a drawing can be cut, edged, refined and written, also by workers that never saw it before', async () => {
  const baseUrl = new URL('/', location.href).href
  const engine = openingEngine(createEngine({ baseUrl, idleMs: 20, ...knowledgeOf() }))
  const cut = await engine.cut({ file, model: keyer }, { signal, onStart() {}, onProgress() {} })
  if (!cut.ok) throw new Error(cut.reason)
  cut.value.thumbnail.close()
  const { mask } = cut.value
  await idle()
  const seen = await engine.retouch({ file, mask, edges: initialEdges, maxPixels: 76_800, isQuick: false }, signal)
  if (!seen.ok) throw new Error(seen.reason)
  expect(seen.value.cutout.width).toBe(320)
  seen.value.cutout.close()
  await idle()
  const refined = await engine.refine({ file, mask, settings: initialRefine }, signal, () => {})
  expect(refined).toMatchObject({ ok: true, value: { mask: { size: { width: 320, height: 240 } } } })
  await idle()
  const heard: Progress[] = []
  const request = {
    file,
    mask,
    edges: initialEdges,
    settings: { ...initialFileSettings, format: 'png', content: 'cutout' } as const,
  }
  const written = await engine.encode(request, signal, (progress) => heard.push(progress))
  expect(written).toMatchObject({ ok: true, value: { size: { width: 320, height: 240 } } })
  expect(heard.map(({ stage }) => stage)).toContain('encode')
})
