import { expect, test, vi } from 'vitest'
import type { RetouchRequest } from '#core/look.ts'
import { success } from '#core/outcome.ts'
import { createThumbnails } from '#state/thumbnails.ts'
import { bring, cutOf, fakeApp } from './fakes.ts'

test('edges that are given to all photos are seen in the whole filmstrip at once, and undo takes them back there', async () => {
  vi.useFakeTimers()
  try {
    const { app, asked } = fakeApp()
    const made: string[] = []
    const picture = { width: 3, height: 2, close() {} } as ImageBitmap
    const retouch = async ({ file, edges }: RetouchRequest) => {
      made.push(`${file instanceof File ? file.name : ''} ${edges.invert}`)
      return success({ cutout: { ...picture } })
    }
    createThumbnails(app.store, { retouch })
    bring(app, 'a.jpg', 'b.jpg', 'c.jpg')
    for (const at of [0, 1, 2]) {
      await vi.advanceTimersByTimeAsync(5)
      const cut = cutOf('auto')
      asked[at]?.finish(success({ ...cut, mask: { ...cut.mask, id: `mask ${at}` } }))
    }
    await vi.advanceTimersByTimeAsync(500)
    expect(made).toEqual([])
    const [first] = app.store.getState().jobs
    const id = first?.photo.id ?? ''
    // What is on the stage tells of itself; the others do not change with it.
    app.edges.set(id, { invert: true })
    await vi.advanceTimersByTimeAsync(500)
    expect(made).toEqual([])
    app.edges.applyToAll(id)
    await vi.advanceTimersByTimeAsync(500)
    expect(made).toEqual(['b.jpg true', 'c.jpg true'])
    app.history.undo()
    await vi.advanceTimersByTimeAsync(500)
    expect(made.slice(2)).toEqual(['b.jpg false', 'c.jpg false'])
  } finally {
    vi.useRealTimers()
  }
})
