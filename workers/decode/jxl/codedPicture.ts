import { Bytes } from '#workers/decode/bytes.ts'

/** Boxes looked at, at most. */
const maxBoxes = 4096

/** The coded picture of a whole JPEG XL file, taken out of its boxes: one of its own, or several, each behind its number. */
export function codedPicture(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Bytes(file)
  if (bytes.u16(0) === 0xff0a) return file
  const parts: Uint8Array<ArrayBuffer>[] = []
  for (let at = 0, boxes = 0; boxes < maxBoxes && at + 8 <= file.length; boxes += 1) {
    const [stated, name] = [bytes.u32(at), bytes.text(at + 4, 4)]
    const head = stated === 1 ? 16 : 8
    const told = stated === 1 ? bytes.u64(at + 8) : stated
    // Zero means up to the end of the file.
    const end = told === 0 ? file.length : at + told
    if (end < at + head) break
    if (name === 'jxlc') parts.push(file.subarray(at + head, end))
    if (name === 'jxlp') parts.push(file.subarray(at + head + 4, end))
    at = end
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let to = 0
  for (const part of parts) {
    whole.set(part, to)
    to += part.length
  }
  return whole
}
