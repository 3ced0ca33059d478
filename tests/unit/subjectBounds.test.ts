import { expect, test } from 'vitest'
import { initialEdges } from '#core/edges.ts'
import { packMask } from '#workers/encode/packMask.ts'
import { SubjectBounds } from '#workers/matting/subjectBounds.ts'

const size = { width: 1501, height: 1003 }

async function request(change: Partial<typeof initialEdges> = {}) {
  const alpha = Uint8Array.from({ length: size.width * size.height }, (_, index) =>
    Math.hypot((index % size.width) - 750, Math.floor(index / size.width) - 500) < 301 ? 255 : 0,
  )
  // Whatever the mask tells, the photo is not opened for it.
  return { file: new Blob(), mask: await packMask(alpha, size), edges: { ...initialEdges, ...change }, maxPixels: 1000 }
}

test('a subject is measured to the pixel of its photo, whatever size it is shown in', async () => {
  const bounds = new SubjectBounds()
  const asked = await request()
  expect(bounds.isKnown(asked)).toBe(false)
  expect(await bounds.measure(asked, false)).toEqual({ ok: true, value: null })
  expect(bounds.known(asked)).toEqual({ x: 450, y: 200, width: 601, height: 601 })
})

test('other edges are measured anew: they move the outline', async () => {
  const bounds = new SubjectBounds()
  const asked = await request()
  await bounds.measure(asked, false)
  const grown = { ...asked, edges: { ...asked.edges, growPixels: 5 } }
  expect(bounds.known(grown)).toBeUndefined()
  await bounds.measure(grown, false)
  expect(bounds.known(grown)).toEqual({ x: 445, y: 195, width: 611, height: 611 })
  expect(bounds.isKnown(asked)).toBe(false)
})
