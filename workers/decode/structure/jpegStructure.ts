import { jpegScans } from '#workers/decode/jpeg/jpegScans.ts'
import type { Wholeness } from './wholeness.ts'

/** By the marks between its parts. Whether a scan with a mark behind it is complete, only its rows tell (`jpegRows.ts`). */
export function jpegStructure(bytes: Uint8Array<ArrayBuffer>): Wholeness {
  return jpegScans(bytes).end
}
