import { expect, test } from 'vitest'
import { createKeptFiles } from '#platform/keptFiles.ts'
import { createOverflow } from '#platform/overflow.ts'

/** A file whose content can be read for so many times, as one that is deleted afterwards. */
function vanishing(name: string, size: number, reads: number): File {
  const file = new File([new Uint8Array(size).fill(7)], name, { type: 'image/png' })
  let left = reads
  const gone = () => Promise.reject(new DOMException('A requested file could not be found', 'NotFoundError'))
  const arrayBuffer = file.arrayBuffer.bind(file)
  file.arrayBuffer = () => (left-- > 0 ? arrayBuffer() : gone())
  return file
}

test('a file is read once when it comes, and is what it was from then on', async () => {
  const files = createKeptFiles()
  const file = vanishing('a.png', 100, 1)
  files.take([file])
  for (const _ of [1, 2]) {
    const content = await files.content(file)
    if (!content.ok) throw new Error(content.reason)
    expect([content.value.size, content.value.type]).toEqual([100, 'image/png'])
    expect(new Uint8Array(await content.value.arrayBuffer())[99]).toBe(7)
  }
})

test('a file that went away before it was read is named as that, and asked for anew where it came back', async () => {
  const files = createKeptFiles()
  const file = new File(['x'], 'a.png')
  const { arrayBuffer } = file
  file.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
  expect(await files.content(file)).toMatchObject({ ok: false, reason: 'file-gone' })
  file.arrayBuffer = arrayBuffer
  expect(await files.content(file)).toMatchObject({ ok: true })
})

test('what is beyond the budget is copied to the device, and left where it is where that is not possible', async () => {
  const file = new File([new Uint8Array(3000).fill(5)], 'large.png')
  const kept = await createKeptFiles({ budgetBytes: 1000, overflow: createOverflow() }).content(file)
  if (!kept.ok) throw new Error(kept.reason)
  expect(kept.value).not.toBe(file)
  expect(new Uint8Array(await kept.value.arrayBuffer())).toEqual(new Uint8Array(3000).fill(5))
  const left = await createKeptFiles({
    budgetBytes: 1000,
    overflow: { copy: async () => undefined, keep: async () => undefined },
  }).content(file)
  expect(left).toEqual({ ok: true, value: file })
})
