import { expect, test } from 'vitest'
import { blockBytes } from '#workers/store/blocks.ts'
import { hashHere } from '#workers/store/download/hashing.ts'
import { hashBeside } from '#workers/store/download/hashThread.ts'

test('a thread of its own comes to the same hashes, and starts again when it is told to', async () => {
  const bytes = Uint8Array.from({ length: blockBytes + 1_000_000 }, (_, i) => (i * i) >> 9)
  const [here, beside] = [await hashHere(), hashBeside()]
  try {
    for (const hashing of [here, beside]) {
      hashing.update(bytes.slice(0, 100))
      hashing.reset()
      // A view of a larger buffer: its owner goes on using it.
      for (let at = 0; at < bytes.length; at += 5_000_000) hashing.update(bytes.subarray(at, at + 5_000_000))
    }
    const wanted = await here.finish()
    expect(wanted.blocks).toHaveLength(2)
    expect(await beside.finish()).toMatchObject(wanted)
    expect(bytes.length).toBe(blockBytes + 1_000_000)
  } finally {
    beside.close()
  }
})

test('it says when enough is waiting, and when there is room again', async () => {
  const beside = hashBeside()
  try {
    while (beside.hasRoom) beside.update(new Uint8Array(8_000_000))
    await beside.room()
    expect(beside.hasRoom).toBe(true)
  } finally {
    beside.close()
  }
})
