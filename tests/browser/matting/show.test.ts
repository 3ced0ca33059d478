import { expect, test } from 'vitest'
import type { Mask } from '#core/cut.ts'
import { initialEdges } from '#core/edges.ts'
import type { ViewRequest } from '#core/look.ts'
import { packMask } from '#workers/encode/packMask.ts'
import { Show } from '#workers/matting/show.ts'

const size = { width: 300, height: 200 }
const maxPixels = 15_000

/** A shaded photo, and how often all of it was read. */
async function photo(): Promise<{ file: Blob; reads(): number }> {
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  const shade = context.createLinearGradient(0, 0, 300, 200)
  shade.addColorStop(0, '#103050')
  shade.addColorStop(1, '#f0c0a0')
  context.fillStyle = shade
  context.fillRect(0, 0, 300, 200)
  const file = await canvas.convertToBlob()
  let reads = 0
  const read = file.arrayBuffer.bind(file)
  file.arrayBuffer = () => {
    reads += 1
    return read()
  }
  return { file, reads: () => reads }
}

/** A disc with a soft rim. */
const disc = Uint8Array.from({ length: size.width * size.height }, (_, at) => {
  const far = Math.hypot((at % size.width) - 150, Math.floor(at / size.width) - 100)
  return Math.round(255 * Math.min(1, Math.max(0, (90 - far) / 20)))
})

const maskOf = async (): Promise<Mask> => await packMask(disc.slice(), size)

function pixelsOf(picture: ImageBitmap): Uint8ClampedArray {
  const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.drawImage(picture, 0, 0)
  return context.getImageData(0, 0, picture.width, picture.height).data
}

async function viewed(show: Show, request: ViewRequest) {
  const outcome = await show.view(request)
  if (!outcome.ok) throw new Error(outcome.reason)
  const { photo: bitmap, cutout, facts } = outcome.value
  return { photo: pixelsOf(bitmap), cutout: pixelsOf(cutout), facts }
}

test('a photo that lay on the stage before it was cut is not opened again for its cutout, which is the same', async () => {
  const [{ file, reads }, mask] = [await photo(), await maskOf()]
  const request = { file, mask, edges: initialEdges, maxPixels }
  const anew = await viewed(new Show(), { ...request, fileId: 'a' })
  expect(reads()).toBe(1)
  const show = new Show()
  await show.preview({ file, fileId: 'a', maxPixels, edges: initialEdges })
  expect(await viewed(show, { ...request, fileId: 'a' })).toEqual(anew)
  expect(reads()).toBe(2)
  // Another size, or another file, is.
  await viewed(show, { ...request, fileId: 'a', maxPixels: 2 * maxPixels })
  await viewed(show, { ...request, fileId: 'b', mask: await maskOf() })
  expect(reads()).toBe(4)
})

test('the filmstrip gets its small picture of the photo on the stage without opening it, and leaves that where it is', async () => {
  const [{ file, reads }, other] = [await photo(), await photo()]
  const show = new Show()
  await show.preview({ file, fileId: 'a', maxPixels, edges: initialEdges })
  const small = await show.preview({ file, fileId: 'a', maxPixels: 600 })
  expect(small).toMatchObject({ ok: true, value: { size, photo: { width: 30, height: 20 } } })
  await show.preview({ file: other.file, fileId: 'b', maxPixels: 600 })
  await show.preview({ file, fileId: 'a', maxPixels: 600 })
  expect([reads(), other.reads()]).toEqual([1, 1])
})

test('what was foreseen is what is seen, other edges are obeyed, and only the photo on the stage is foreseen', async () => {
  const [{ file, reads }, mask] = [await photo(), await maskOf()]
  const request = { file, fileId: 'a', mask, edges: initialEdges, maxPixels }
  const anew = await viewed(new Show(), request)
  const show = new Show()
  await show.preview({ file, fileId: 'a', maxPixels, edges: initialEdges })
  expect(await show.foresee({ fileId: 'a', mask, alpha: disc.slice() })).toEqual({ ok: true, value: null })
  // What was foreseen needs no mask.
  const unread = { ...mask, packed: new Blob(['damaged']) }
  expect(await viewed(show, { ...request, mask: unread })).toEqual(anew)
  const inverted = await viewed(show, { ...request, mask: unread, edges: { ...initialEdges, invert: true } })
  expect(inverted.cutout[3]).toBe(255)
  expect(reads()).toBe(2)
  const other = new Show()
  await other.preview({ file, fileId: 'b', maxPixels, edges: initialEdges })
  await other.foresee({ fileId: 'a', mask, alpha: disc.slice() })
  await expect(viewed(other, { ...request, mask: unread })).rejects.toThrow()
})
