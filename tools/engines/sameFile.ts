import { unzipSync } from 'fflate'
import sharp from 'sharp'

/** How far pixels may differ from Chromium's where a file is not byte for byte the same, in levels of 255: anywhere, and on average. */
export interface Tolerance {
  most: number
  mean: number
}

/** Every browser packs in its own way: what has to be the same is each pixel. */
export const exact: Tolerance = { most: 0, mean: 0 }
/** A browser that cannot keep the numbers of Display P3 converts them to sRGB, which rounds once more. */
export const ofColours: Tolerance = { most: 2, mean: 0.5 }
/** Networks round differently with another number of threads, and engines do in the last place of powers and logarithms. */
export const ofNetworks: Tolerance = { most: 32, mean: 0.05 }
/** A BiRefNet of formula weights, which were not trained, makes some fifty times as much of each rounding. */
export const ofFormulas: Tolerance = { most: 128, mean: 1 }
/** Every browser has a JPEG encoder of its own, which rings in its own way beside a hard edge. */
export const ofJpeg: Tolerance = { most: 96, mean: 1 }

/** Says how a file differs from Chromium's; undefined where it is the same, byte for byte or within the tolerance. */
export async function difference(
  own: Uint8Array,
  wanted: Uint8Array,
  tolerance?: Tolerance,
): Promise<string | undefined> {
  if (Buffer.from(own).equals(wanted)) return undefined
  if (own[0] === 0x50 && own[1] === 0x4b) return await differenceOfZips(own, wanted, tolerance)
  if (tolerance === undefined) return `${own.length} bytes, not the same as Chromium's ${wanted.length}`
  const [one, other] = await Promise.all([pixelsOf(own), pixelsOf(wanted)])
  if (one.info.width !== other.info.width || one.info.height !== other.info.height) return 'another size'
  let [most, sum] = [0, 0]
  for (let at = 0; at < one.data.length; at += 1) {
    // What is not seen has no colour.
    if (at % 4 !== 3 && one.data[at | 3] === 0 && other.data[at | 3] === 0) continue
    const distance = Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0))
    most = Math.max(most, distance)
    sum += distance
  }
  const mean = sum / one.data.length
  if (most <= tolerance.most && mean <= tolerance.mean) return undefined
  return `differs by ${most} at most, ${mean.toFixed(4)} on average`
}

async function differenceOfZips(
  own: Uint8Array,
  wanted: Uint8Array,
  tolerance?: Tolerance,
): Promise<string | undefined> {
  const [one, other] = [unzipSync(own), unzipSync(wanted)]
  const names = Object.keys(other).sort()
  if (Object.keys(one).sort().join() !== names.join()) return `other entries: ${Object.keys(one).join(', ')}`
  for (const name of names) {
    const found = await difference(one[name] ?? new Uint8Array(0), other[name] ?? new Uint8Array(0), tolerance)
    if (found !== undefined) return `${name}: ${found}`
  }
  return undefined
}

function pixelsOf(bytes: Uint8Array) {
  return sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
}
