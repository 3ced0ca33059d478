import type { Outcome } from '#core/outcome.ts'
import type { Photo } from '#workers/decode/photo.ts'

/** How a browser protects against fingerprinting: it changes all that is read back, or one bit here and there, or leaves no way at all. */
export type Lie = 'stripes' | 'single-bits' | 'no-frames' | 'no-textures'

function spoilPixels(data: Uint8ClampedArray | Uint8Array, lie: Lie): void {
  for (let at = 0; at < data.length; at += 1) {
    if (lie === 'single-bits') data[at] = (data[at] ?? 0) ^ (at % 197 === 5 ? 1 : 0)
    else data[at] = (at % 32) * 8
  }
}

function lieAs(lie: Lie): void {
  if (lie === 'no-textures') {
    const { getContext } = OffscreenCanvas.prototype
    OffscreenCanvas.prototype.getContext = new Proxy(getContext, {
      apply: (target, canvas, args) => (args[0] === 'webgl2' ? null : Reflect.apply(target, canvas, args)),
    })
    return
  }
  const canvas = OffscreenCanvasRenderingContext2D.prototype
  canvas.getImageData = new Proxy(canvas.getImageData, {
    apply: (target, context, args) => {
      const image: ImageData = Reflect.apply(target, context, args)
      spoilPixels(image.data, lie)
      return image
    },
  })
  const gl = WebGL2RenderingContext.prototype
  gl.readPixels = new Proxy(gl.readPixels, {
    apply: (target, context, args) => {
      Reflect.apply(target, context, args)
      spoilPixels(args[6], lie)
    },
  })
  if (lie === 'no-frames') Reflect.deleteProperty(globalThis, 'VideoFrame')
}

let lied = false

self.addEventListener('message', async ({ data: { lie, file } }: MessageEvent<{ lie: Lie; file: Blob }>) => {
  if (!lied) lieAs(lie)
  lied = true
  const { decodePhoto } = await import('#workers/decode/decodePhoto.ts')
  const outcome: Outcome<Photo> = await decodePhoto(file)
  self.postMessage(outcome)
})
