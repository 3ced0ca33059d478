import type { Decoded } from './decoded.ts'
import type { Orientation } from './orientation.ts'

/**
 * Whether the last stored row has one colour from end to end, as it has where a decoder made up what was missing. Cheap, and true of many a sound
 * photo on a plain backdrop too: a reason to count what is there.
 */
export function endsPlain({ size: { width, height }, pixels }: Decoded, orientation: Orientation): boolean {
  const upright = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height)
  const isColumn = orientation >= 5
  // Where the last row of the stored picture lies in the upright one.
  const isFirst = orientation === 3 || orientation === 4 || orientation === 6 || orientation === 7
  const step = isColumn ? width : 1
  const start = isFirst ? 0 : isColumn ? width - 1 : (height - 1) * width
  const count = isColumn ? height : width
  for (let index = 1; index < count; index += 1) if (upright[start + index * step] !== upright[start]) return false
  return true
}
