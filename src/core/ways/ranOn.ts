import type { MadeWith } from '#core/cut.ts'
import { countInWords } from '#core/figures.ts'
import type { Precision } from './way.ts'

/** How each precision is called. */
const precisionWords = {
  fp32: 'full precision',
  fp16: 'half precision',
  int8: '8 bits',
} as const satisfies Record<Precision, string>

/** What a cutout was computed by: `WASM, 2 threads, full precision`. */
export function ranOnInWords({ backend, threads, precision }: MadeWith): string {
  if (backend === 'none') return 'No network needed'
  const place = backend === 'webgpu' ? 'WebGPU' : `WASM, ${countInWords(threads, 'thread')}`
  return precision === undefined ? place : `${place}, ${precisionWords[precision]}`
}
