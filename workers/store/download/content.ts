import type { ShelfItem } from '#core/shelf.ts'

/** How many bytes `looksLike` needs. */
export const headBytes = 16

/**
 * Whether a file that begins with these bytes may be of this kind: a safetensors file begins with the length of a JSON header, an ONNX
 * file with the protobuf field of its version. Web pages and the hub's pointer files are neither, and need not be downloaded whole.
 */
export function looksLike(kind: ShelfItem['kind'], head: Uint8Array): boolean {
  if (head.length < headBytes) return false
  if (kind === 'onnx') return head[0] === 0x08 && (head[1] ?? 0) > 0 && (head[1] ?? 0) < 0x40
  const length = new DataView(head.buffer, head.byteOffset, head.byteLength).getBigUint64(0, true)
  return length >= 2n && length < 100_000_000n && head[8] === 0x7b
}
