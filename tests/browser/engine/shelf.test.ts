import { expect, test } from 'vitest'
import { createShelf } from '#engine/shelf.ts'

test('a wish to keep the original reaches the worker', async () => {
  const spawn = () => new Worker(new URL('./fakeShelfWorker.ts', import.meta.url), { type: 'module' })
  const added = await createShelf('/', spawn).addFile(new File(['x'], 'net.safetensors'), { keepOriginal: true })
  expect(added).toEqual({ ok: true, value: { name: 'net.safetensors', options: { keepOriginal: true } } })
})
