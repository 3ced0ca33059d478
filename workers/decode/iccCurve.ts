import { linear } from '#core/lightCurve.ts'
import type { Bytes } from './bytes.ts'

/** Coded values at which a curve is compared, and how far it may be off there: less than a step of 8 bits makes. */
const samples = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9]
const tolerance = 0.0015

/** Whether the curve of an ICC profile at this place (ICC.1:2022, 10.6 and 10.18) is the one of sRGB. */
export function isSrgbCurve(bytes: Bytes, at: number, end: number): boolean {
  if (at + 12 > end) return false
  const curve = curveAt(bytes, at, end)
  return curve !== undefined && samples.every((value) => Math.abs(curve(value) - linear(value)) < tolerance)
}

/** A number of 16 bits before the point and 16 behind. */
export function fixed(bytes: Bytes, at: number): number {
  return bytes.i32(at) / 65_536
}

function curveAt(bytes: Bytes, at: number, end: number): ((value: number) => number) | undefined {
  const type = bytes.text(at, 4)
  if (type === 'curv') return tableAt(bytes, at, end)
  return type === 'para' ? formulaAt(bytes, at, end) : undefined
}

/** No entry means a straight line, one a power, more are values at equal steps. */
function tableAt(bytes: Bytes, at: number, end: number): ((value: number) => number) | undefined {
  const count = bytes.u32(at + 8)
  if (at + 12 + count * 2 > end) return undefined
  if (count === 0) return (value) => value
  if (count === 1) return (value) => value ** (bytes.u16(at + 12) / 256)
  return (value) => {
    const place = value * (count - 1)
    const low = Math.min(Math.floor(place), count - 2)
    const [below, above] = [bytes.u16(at + 12 + low * 2), bytes.u16(at + 14 + low * 2)]
    return (below + (above - below) * (place - low)) / 65_535
  }
}

const parameterCounts = [1, 3, 4, 5, 7]

/** Of the five kinds of formula the first is a power, and the fourth the one that sRGB is given by; others are as good as never used for it. */
function formulaAt(bytes: Bytes, at: number, end: number): ((value: number) => number) | undefined {
  const kind = bytes.u16(at + 8)
  const count = parameterCounts[kind]
  if (count === undefined || at + 12 + count * 4 > end) return undefined
  const [g = 1, a = 1, b = 0, c = 0, d = 0] = Array.from({ length: count }, (_, index) =>
    fixed(bytes, at + 12 + index * 4),
  )
  if (kind === 0) return (value) => value ** g
  return kind === 3 ? (value) => (value >= d ? (a * value + b) ** g : c * value) : undefined
}
