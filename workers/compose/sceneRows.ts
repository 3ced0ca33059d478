import type { Size } from '#core/geometry.ts'
import { coded } from '#core/lightCurve.ts'
import { type Light, type SceneName, sceneLight } from '#core/scenes.ts'

/** Coded values, 0 to 255 and between the steps, of linear light. */
const steps = 8192
const codedOf = Float32Array.from({ length: steps + 1 }, (_, step) => coded(step / steps) * 255)

/** Along a row light changes so slowly that so many places for a canvas's shorter side tell all; on smaller canvases it is reckoned for every pixel. */
const places = 512

/** Rows of a scene of a linear colour; opaque. Less than a step of noise keeps its slow changes from showing bands, the same for every place each time. */
export function sceneRows(name: SceneName, colour: Light, size: Size): (y: number, row: Uint8ClampedArray) => void {
  const { width, height } = size
  const lightAt = sceneLight(name, colour, size)
  const step = Math.max(1, Math.floor(Math.min(width, height) / places))
  const light = new Float64Array(3)
  const known = new Float64Array((Math.ceil(width / step) + 1) * 3)
  return (y, row) => {
    for (let x = 0, at = 0; at < known.length; x += step, at += 3) {
      lightAt((x + 0.5) / width, (y + 0.5) / height, light)
      known.set(light, at)
    }
    for (let start = 0, at = 0; start < width; start += step, at += 3) {
      const end = Math.min(width, start + step)
      for (let x = start; x < end; x += 1) {
        const share = (x - start) / step
        const noise = noiseAt(x, y) - 0.5
        for (let channel = 0; channel < 3; channel += 1) {
          const left = known[at + channel] ?? 0
          const own = left + share * ((known[at + 3 + channel] ?? 0) - left)
          row[x * 4 + channel] = (codedOf[(Math.min(1, Math.max(0, own)) * steps + 0.5) | 0] ?? 0) + noise
        }
        row[x * 4 + 3] = 255
      }
    }
  }
}

/** A number from 0 to 1 for a place that has nothing to do with its neighbours' (an integer hash). */
function noiseAt(x: number, y: number): number {
  let hash = Math.imul(x, 374_761_393) + Math.imul(y, 668_265_263)
  hash = Math.imul(hash ^ (hash >>> 13), 1_274_126_177)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}
