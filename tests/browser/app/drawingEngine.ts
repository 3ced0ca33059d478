import type { EdgeFacts } from '#core/look.ts'
import type { OnnxModel } from '#core/models.ts'
import { failure, success } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import type { Trust } from '#core/trust.ts'

const size = { width: 60, height: 40 }
const writeMs = { open: 1, edges: 1, colours: 1, compose: 1, encode: 1 }
const facts: EdgeFacts = {
  histogram: new Uint32Array(256),
  objects: [],
  map: { width: 1, height: 1, numbers: new Uint8Array(1) },
}

const unsure: Trust = {
  verdict: 'doubtful',
  score: 0.3,
  doubts: ['unsteady', 'borders'],
  evidence: { coverage: 0.4, area: 0.4, softness: 0.3, islands: 1, largest: 1, sides: 3 },
}

/**
 * An engine that draws instead of cutting: a red photo whose middle is the subject. Files whose name begins with `bad` fail, with `odd` are doubtful
 * to the built-in models, and with `void` have no subject. Held are all cuts, or those of models that a person brought along.
 */
export function drawingEngine(options: { isHeld?: boolean | 'own'; own?: OnnxModel[] } = {}): Engine {
  return {
    cut: async ({ file, model }, { signal, onStart, onProgress }) => {
      onStart()
      if (file instanceof File && file.name.startsWith('bad')) return failure('damaged', 'no end marker')
      onProgress({ stage: 'run', done: 0.4 })
      if (options.isHeld === true || (options.isHeld === 'own' && model.kind === 'onnx'))
        await new Promise((_, reject) => signal.addEventListener('abort', reject))
      const isUnsure = file instanceof File && file.name.startsWith('odd')
      const isVoid = file instanceof File && file.name.startsWith('void')
      return success({
        size,
        type: 'image/png',
        notes: [...(isUnsure ? (['first-frame-only'] as const) : []), ...(isVoid ? (['nothing-found'] as const) : [])],
        colourSpace: 'srgb',
        hasCameraData: false,
        mask: { id: crypto.randomUUID(), size, packed: new Blob() },
        thumbnail: await drawn(true),
        madeWith: {
          model: model.kind === 'auto' ? { id: 'nano', name: 'BiRefNet-nano' } : { id: model.id, name: model.name },
          ...(model.kind === 'auto' ? { auto: { choice: 'nano', sure: !isUnsure } } : {}),
          ...(isUnsure && model.kind !== 'onnx' ? { trust: unsure } : {}),
          backend: 'wasm',
          threads: 2,
          stageMs: { decode: 1, load: 2, prepare: 3, run: 4, upsample: 0, finish: 5 },
          totalMs: 15,
          heapBytes: 20_000_000,
        },
      })
    },
    view: async () => success({ photo: await drawn(false), cutout: await drawn(true), facts }),
    warm: async () => success(null),
    measure: async () => success(null),
    preview: async () => success({ photo: await drawn(false), size }),
    hint: async () => success({ answers: {} }),
    retouch: async () => success({ cutout: await drawn(true), facts }),
    compose: async () => success({ picture: await drawn(true), size, isExact: true }),
    encode: async ({ settings }) =>
      success({ blob: new Blob(['file'], { type: `image/${settings.format}` }), size, stageMs: writeMs }),
    refine: async () => success({ mask: { id: crypto.randomUUID(), size, packed: new Blob() }, ms: 1 }),
    addModel: async () => failure('model-unreadable'),
    listModels: async () => success(options.own ?? []),
    correctModel: async () => failure('model-missing'),
    openModel: async (id) => success(new File(['graph'], `${id}.onnx`)),
    removeModel: async () => success(null),
  }
}

function drawn(isCutout: boolean): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = '#c00000'
  if (isCutout) context.fillRect(20, 10, 20, 20)
  else context.fillRect(0, 0, size.width, size.height)
  return createImageBitmap(canvas)
}
