import type { EdgeFacts } from '#core/contract.ts'
import { builtInModels } from '#core/models.ts'
import { failure, success } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'

const size = { width: 60, height: 40 }
const writeMs = { open: 1, edges: 1, colours: 1, encode: 1 }
const facts: EdgeFacts = {
  histogram: new Uint32Array(256),
  objects: [],
  map: { width: 1, height: 1, numbers: new Uint8Array(1) },
}

/** An engine that draws instead of cutting: a red photo whose middle is the subject. Files whose name begins with `bad` fail. */
export function drawingEngine(options: { isHeld?: boolean } = {}): Engine {
  return {
    cut: async ({ file, model }, { signal, onStart, onProgress }) => {
      onStart()
      if (file instanceof File && file.name.startsWith('bad')) return failure('damaged', 'no end marker')
      onProgress({ stage: 'run', done: 0.4 })
      if (options.isHeld === true) await new Promise((_, reject) => signal.addEventListener('abort', reject))
      const isUnsure = file instanceof File && file.name.startsWith('odd')
      return success({
        size,
        type: 'image/png',
        notes: isUnsure ? ['first-frame-only'] : [],
        colourSpace: 'srgb',
        hasCameraData: false,
        mask: { id: crypto.randomUUID(), size, packed: new Blob() },
        thumbnail: await drawn(true),
        madeWith: {
          model: model.kind === 'auto' ? { id: 'instant', name: 'Instant' } : { id: model.id, name: model.name },
          ...(model.kind === 'auto' ? { auto: { choice: 'instant', sure: !isUnsure } } : {}),
          backend: 'wasm',
          threads: 2,
          stageMs: { decode: 1, load: 2, prepare: 3, run: 4, upsample: 0, finish: 5 },
          totalMs: 15,
          heapBytes: 20_000_000,
        },
      })
    },
    view: async () => success({ photo: await drawn(false), cutout: await drawn(true), facts }),
    preview: async () => success({ photo: await drawn(false), size }),
    retouch: async () => success({ cutout: await drawn(true), facts }),
    encode: async ({ settings }) =>
      success({ blob: new Blob(['file'], { type: `image/${settings.format}` }), size, stageMs: writeMs }),
    refine: async () => success({ mask: { id: crypto.randomUUID(), size, packed: new Blob() }, ms: 1 }),
    addModel: async () => failure('model-unreadable'),
    listModels: async () => success([]),
    correctModel: async () => failure('model-missing'),
    openModel: async (id) => success(new File(['graph'], `${id}.onnx`)),
    removeModel: async () => success(null),
  }
}

/** The model that these tests choose to see what another one changes. */
export const otherModel = builtInModels[2]

function drawn(isCutout: boolean): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = '#c00000'
  if (isCutout) context.fillRect(20, 10, 20, 20)
  else context.fillRect(0, 0, size.width, size.height)
  return createImageBitmap(canvas)
}
