import type { MadeWith } from '#core/cut.ts'
import { say } from '#core/say.ts'

/** What a cutout was computed by: `WASM, 2 threads, full precision`. */
export function ranOnInWords({ backend, threads, precision }: MadeWith): string {
  if (backend === 'none') return say('ways.ranOn.none')
  if (precision === undefined) return say(`ways.ranOn.${backend}`, { threads })
  return say(`ways.ranOn.${backend}Precise`, { threads, precision })
}
