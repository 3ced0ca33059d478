import { Deflate, Inflate, Unzlib, Zlib } from 'fflate'

/** `deflate` is the zlib format that PNG uses, `deflate-raw` the bare one. */
export type DeflateFormat = 'deflate' | 'deflate-raw'

/**
 * Compresses chunks as they come and gives the compressed bytes as they get ready, so that neither side is ever whole in memory.
 * By the browser's CompressionStream, which is native code; where it is missing, by fflate.
 */
export function deflated(
  chunks: Iterable<Uint8Array<ArrayBuffer>>,
  format: DeflateFormat,
): AsyncIterable<Uint8Array<ArrayBuffer>> {
  return typeof CompressionStream === 'undefined' ? byLibrary(chunks, format) : byBrowser(chunks, format)
}

async function* byBrowser(
  chunks: Iterable<Uint8Array<ArrayBuffer>>,
  format: DeflateFormat,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const iterator = chunks[Symbol.iterator]()
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        const next = iterator.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
    },
    { highWaterMark: 0 },
  )
  const reader = source.pipeThrough(new CompressionStream(format)).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
}

async function* byLibrary(
  chunks: Iterable<Uint8Array<ArrayBuffer>>,
  format: DeflateFormat,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const ready: Uint8Array<ArrayBuffer>[] = []
  const keep = (part: Uint8Array): void => void ready.push(Uint8Array.from(part))
  const stream = format === 'deflate' ? new Zlib({ level: 6 }, keep) : new Deflate({ level: 6 }, keep)
  for (const chunk of chunks) {
    stream.push(chunk)
    yield* ready.splice(0)
  }
  stream.push(new Uint8Array(0), true)
  yield* ready
}

/** Unpacks what `deflated` made, in parts as they get ready. Throws where the bytes are not of this format. */
export async function* inflated(packed: Blob, format: DeflateFormat): AsyncGenerator<Uint8Array> {
  if (typeof DecompressionStream === 'undefined') {
    const ready: Uint8Array[] = []
    const keep = (part: Uint8Array): void => void ready.push(part)
    const stream = format === 'deflate' ? new Unzlib(keep) : new Inflate(keep)
    stream.push(new Uint8Array(await packed.arrayBuffer()), true)
    yield* ready
    return
  }
  const reader = packed.stream().pipeThrough(new DecompressionStream(format)).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
}
