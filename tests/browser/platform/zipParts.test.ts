import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { NamedFile } from '#core/folders.ts'
import { createOverflow } from '#platform/overflow.ts'
import { zipParts } from '#platform/zipParts.ts'

async function* filesOf(...sizes: number[]): AsyncGenerator<NamedFile> {
  for (const [index, size] of sizes.entries())
    yield { name: `${index}.bin`, blob: new Blob([new Uint8Array(size).fill(index)]) }
}

async function partsOf(files: AsyncIterable<NamedFile>, partBytes: number) {
  const parts: { names: string[]; isLast: boolean; isOnDisk: boolean }[] = []
  for await (const part of zipParts(files, createOverflow(), partBytes)) {
    if (!part.ok) throw new Error(part.reason)
    const { blob, isLast } = part.value
    const names = Object.entries(unzipSync(new Uint8Array(await blob.arrayBuffer()))).map(
      ([name, bytes]) => `${name} ${bytes.length} ${bytes.at(-1)}`,
    )
    parts.push({ names, isLast, isOnDisk: blob instanceof File })
  }
  return parts
}

test('files are packed into ZIPs of a bounded size, on the disk, each file whole in one of them', async () => {
  expect(await partsOf(filesOf(400, 500, 300, 5000, 10), 1000)).toEqual([
    { names: ['0.bin 400 0', '1.bin 500 1'], isLast: false, isOnDisk: true },
    { names: ['2.bin 300 2'], isLast: false, isOnDisk: true },
    { names: ['3.bin 5000 3'], isLast: false, isOnDisk: true },
    { names: ['4.bin 10 4'], isLast: true, isOnDisk: true },
  ])
})

test('what fits into one is one, in memory where the disk is too full for it', async () => {
  expect(await partsOf(filesOf(1, 2), 1e15)).toEqual([
    { names: ['0.bin 1 0', '1.bin 2 1'], isLast: true, isOnDisk: false },
  ])
})

test('where the browser has a place on the disk but lets nothing be written there, memory has to do', async () => {
  const { createWritable } = FileSystemFileHandle.prototype
  Object.assign(FileSystemFileHandle.prototype, { createWritable: undefined })
  try {
    expect(await partsOf(filesOf(1, 2), 1000)).toEqual([
      { names: ['0.bin 1 0', '1.bin 2 1'], isLast: true, isOnDisk: false },
    ])
  } finally {
    Object.assign(FileSystemFileHandle.prototype, { createWritable })
  }
})

test('where a file cannot be made the error comes through', async () => {
  async function* broken() {
    yield* filesOf(10)
    throw new DOMException('The download was cancelled.', 'AbortError')
  }
  await expect(partsOf(broken(), 1000)).rejects.toThrow('cancelled')
})
