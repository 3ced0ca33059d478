import type { ByteSource } from '#workers/weights/byteSource.ts'

/** A whole safetensors file in memory from a header of any kind and the bytes behind it. */
export function fileSource(header: unknown, data: Uint8Array = new Uint8Array()): ByteSource {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const file = new Uint8Array(8 + json.length + data.length)
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true)
  file.set(json, 8)
  file.set(data, 8 + json.length)
  return bytesSource(file)
}

/** A source over bytes in memory. */
export function bytesSource(file: Uint8Array): ByteSource {
  return { sizeBytes: file.length, read: (start, end) => Uint8Array.from(file.subarray(start, end)) }
}
