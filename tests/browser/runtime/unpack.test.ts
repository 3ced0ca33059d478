import { expect, test } from 'vitest'
import { unpackedBody } from '#workers/runtime/unpack.ts'

const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 7)

async function packed(): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** An answer whose body comes in pieces of this length. */
function inPieces(body: Uint8Array<ArrayBuffer>, length: number): Response {
  let at = 0
  const stream = new ReadableStream({
    pull(controller) {
      if (at >= body.length) controller.close()
      else controller.enqueue(body.slice(at, at + length))
      at += length
    },
  })
  return new Response(stream)
}

test.each([1e9, 4096, 1])('packed bytes are unpacked, in pieces of %d', async (length) => {
  const small = length === 1 ? bytes.subarray(0, 2000) : bytes
  const stream = new Blob([small]).stream().pipeThrough(new CompressionStream('gzip'))
  const body = new Uint8Array(await new Response(stream).arrayBuffer())
  expect(new Uint8Array(await unpackedBody(inPieces(body, length)))).toEqual(small)
})

test('what the browser has unpacked already is left as it is', async () => {
  expect(new Uint8Array(await unpackedBody(inPieces(bytes, 4096)))).toEqual(bytes)
  expect((await unpackedBody(new Response(null))).byteLength).toBe(0)
})

test('a packed file that breaks off is refused', async () => {
  const half = (await packed()).slice(0, 1000)
  await expect(unpackedBody(inPieces(half, 4096))).rejects.toThrow()
})
