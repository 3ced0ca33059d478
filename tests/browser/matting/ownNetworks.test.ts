import { expect, test } from 'vitest'
import type { Cut } from '#core/cut.ts'
import type { OnnxModel } from '#core/models.ts'
import type { Outcome } from '#core/outcome.ts'
import type { Device } from '#core/ways/device.ts'
import { createEngine } from '#engine/engine.ts'
import { probeDevice } from '#platform/probeDevice.ts'
import { knowledgeOf } from '#tests/browser/engine/knowledge.ts'
import { unpackMask } from '#workers/encode/packMask.ts'
import { Graph } from '#workers/onnx/graph.ts'

// On Chromium's software adapter, which is taken for a graphics card here.

/** Logits: red above 0.5 is foreground. */
function redModel(): File {
  const graph = new Graph()
  const photo = graph.input('input', 'f32', [1, 3, 64, 64])
  const rows = [graph.ints([0]), graph.ints([1]), graph.ints([1])]
  const red = graph.op('Slice', [photo, ...rows], {}, { shape: [1, 1, 64, 64] })
  graph.output(graph.op('Mul', [red, graph.scalar(40)]), 'output')
  return new File([graph.build().model], 'modnet by colour.onnx')
}

async function photo(): Promise<Blob> {
  const context = new OffscreenCanvas(96, 80).getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = 'teal'
  context.fillRect(0, 0, 96, 80)
  context.fillStyle = '#ff8080'
  context.fillRect(0, 0, 48, 80)
  return await context.canvas.convertToBlob({ type: 'image/png' })
}

async function asCard(): Promise<Device> {
  const device = await probeDevice()
  const { gpu } = device
  return gpu.kind === 'adapter' ? { ...device, gpu: { ...gpu, isSoftware: false } } : device
}

/** Two cuts on a card that behaves like this, with what was learnt from them. */
async function cutTwice(card: string) {
  const { learnt, recollection } = knowledgeOf()
  const spawn = () => new Worker(new URL('./ways.worker.ts', import.meta.url), { type: 'module', name: card })
  const engine = createEngine({ baseUrl: new URL('/', location.href).href, spawn, probe: asCard, recollection })
  const { signal } = new AbortController()
  const added = await engine.addModel(redModel(), [], signal)
  if (!added.ok) throw new Error(added.detail)
  const model: OnnxModel = added.value
  const file = await photo()
  const cuts: Outcome<Cut>[] = []
  for (let turn = 0; turn < 2; turn++)
    cuts.push(await engine.cut({ file, model }, { signal, onStart() {}, onProgress() {} }))
  await engine.removeModel(model.id, signal)
  return { cuts, learnt }
}

test.each([
  ['sound', 'webgpu', true, []],
  ['leaves out its work', 'wasm', false, [false, true]],
] as const)(
  'a graphics card that %s: %s counts',
  { timeout: 300_000 },
  async (card, backend, hasPassed, remembered) => {
    const { cuts, learnt } = await cutTwice(card)
    for (const [turn, cut] of cuts.entries()) {
      if (!cut.ok) throw new Error(cut.detail)
      expect(cut.value.madeWith.backend).toBe(backend)
      const row = await unpackMask(cut.value.mask)
      expect([row[5], row[90]]).toEqual([255, 0])
      const isRemembered = remembered[turn]
      expect(cut.value.madeWith.why ?? []).toMatchObject(
        isRemembered === undefined ? [] : [{ kind: 'failed', reason: 'self-test-failed', isRemembered }],
      )
    }
    expect(Object.values(learnt().selfTests)).toMatchObject([{ hasPassed }])
  },
)
