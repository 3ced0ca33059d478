import type { Taps } from './taps.ts'

/** Source pixels to each side of a new one that count. */
const reach = 3

/** Taps of the Lanczos filter with half-pixel centres, for more pixels than there were; at a border its last pixel goes on. */
export function lanczosTaps(source: number, target: number): Taps {
  const scale = source / target
  const widest = 2 * reach
  const start = new Int32Array(target)
  const count = new Int32Array(target)
  const weight = new Float32Array(target * widest)
  for (let i = 0; i < target; i += 1) {
    const centre = (i + 0.5) * scale - 0.5
    const first = Math.floor(centre) - reach + 1
    const from = Math.min(Math.max(0, first), Math.max(0, source - 1))
    const end = Math.max(from, Math.min(source - 1, first + widest - 1))
    let total = 0
    for (let tap = 0; tap < widest; tap += 1) {
      const share = lanczos(first + tap - centre)
      const place = Math.min(end, Math.max(from, first + tap)) - from
      weight[i * widest + place] = (weight[i * widest + place] ?? 0) + share
      total += share
    }
    for (let tap = 0; tap < widest; tap += 1) weight[i * widest + tap] = (weight[i * widest + tap] ?? 0) / total
    start[i] = from
    count[i] = end - from + 1
  }
  return { start, count, weight, widest }
}

function lanczos(x: number): number {
  if (Math.abs(x) < 1e-6) return 1
  if (Math.abs(x) >= reach) return 0
  const turn = Math.PI * x
  return (reach * Math.sin(turn) * Math.sin(turn / reach)) / (turn * turn)
}
