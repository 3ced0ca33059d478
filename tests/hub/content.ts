import { createHash } from 'node:crypto'

/** Bytes that begin like a safetensors file (a JSON header of one tensor) and go on as noise; equal for equal arguments. */
export function hubContent(sizeBytes: number, seed: number): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes)
  let state = (seed * 2654435761 + 1) >>> 0
  for (let i = 0; i + 4 <= sizeBytes; i += 4) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes.writeUInt32LE(state >>> 0, i)
  }
  const dataBytes = sizeBytes - 8 - headerBytes
  const header = JSON.stringify({ noise: { dtype: 'U8', shape: [dataBytes], data_offsets: [0, dataBytes] } })
  bytes.writeBigUInt64LE(BigInt(headerBytes), 0)
  bytes.write(header.padEnd(headerBytes), 8, 'latin1')
  return bytes
}

const headerBytes = 128

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
