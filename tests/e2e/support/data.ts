import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { PNG } from 'pngjs'

/** Photos and models for tests; absent where only the project was checked out. */
const shared = resolve(import.meta.dirname, '../../../../shared')
export const hasShared = existsSync(shared)
export const withoutShared = `${shared} is not here`

export const person = {
  photo: join(shared, 'data/pairs/ccp-people/0097.jpg'),
  mask: join(shared, 'data/pairs/ccp-people/0097_mask.png'),
}
export const trainedModel = join(shared, 'models/u2netp-fp16.onnx')

/** A folder of this test run's own. */
export const scratch = mkdtempSync(join(tmpdir(), 'clearcut-e2e-'))

/** Writes a picture of a product, a coloured disc on a shaded backdrop, and gives its path; with it tests need no photos of others. */
export function productPhoto(name: string, width = 480, height = 360, hue: [number, number, number] = [179, 38, 30]) {
  return discsPhoto(name, width, height, [{ x: width / 2, y: height / 2, radius: height / 3, hue }])
}

/** Writes a picture of a ring on a shaded backdrop, and gives its path. */
export function ringPhoto(name: string, width = 480, height = 360) {
  const middle = { x: width / 2, y: height / 2 }
  return discsPhoto(name, width, height, [
    { ...middle, radius: height / 4, hue: 'backdrop' },
    { ...middle, radius: height / 3, hue: [150, 110, 30] },
  ])
}

interface Disc {
  x: number
  y: number
  radius: number
  hue: readonly [number, number, number] | 'backdrop'
}

/** Writes a picture of coloured discs on a shaded backdrop; pixels for which `alphaAt` says so are transparent. */
export function discsPhoto(
  name: string,
  width: number,
  height: number,
  discs: readonly Disc[],
  alphaAt = (_x: number) => 255,
) {
  const png = new PNG({ width, height })
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const disc = discs.find((other) => Math.hypot(x - other.x, y - other.y) < other.radius)
      const shade = 240 - Math.round((24 * y) / height)
      const [r, g, b] = disc === undefined || disc.hue === 'backdrop' ? [shade, shade, shade - 4] : disc.hue
      png.data.set([r, g, b, alphaAt(x)], 4 * (y * width + x))
    }
  }
  const path = join(scratch, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, PNG.sync.write(png))
  return path
}

/** Writes a picture whose backdrop is anything but plain, and gives its path: patches of all colours, as in a street. */
export function streetPhoto(name: string, width = 480, height = 360) {
  const discs = Array.from({ length: 400 }, (_, index): Disc => {
    const part = (factor: number) => (index * factor) % 1
    const hue: Disc['hue'] = [255 * part(0.618), 255 * part(0.414), 255 * part(0.732)]
    return { x: width * part(0.755), y: height * part(0.57), radius: 12 + 30 * part(0.3), hue }
  })
  return discsPhoto(name, width, height, discs)
}

export interface Picture {
  width: number
  height: number
  /** RGBA. */
  data: Buffer
}

export function readPng(path: string): Picture {
  const { width, height, data } = PNG.sync.read(readFileSync(path))
  return { width, height, data }
}

export function alphaOf({ width, height, data }: Picture): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, index) => data[4 * index + 3] ?? 0)
}

/** The values of a mask that was saved as a picture. */
export function greyOf({ width, height, data }: Picture): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, index) => data[4 * index] ?? 0)
}

/** Intersection over union of two masks, both cut at one half. */
export function overlap(made: Uint8Array, truth: Uint8Array): number {
  let [both, either] = [0, 0]
  for (const [index, value] of made.entries()) {
    const wanted = (truth[index] ?? 0) > 127
    if (value > 127 && wanted) both += 1
    if (value > 127 || wanted) either += 1
  }
  return both / either
}

/** Unpacks the awkward and hostile files into the scratch folder. */
export function robustnessFolder(): string {
  const folder = join(scratch, 'robustness')
  if (!existsSync(folder)) execFileSync('tar', ['xzf', join(shared, 'data/robustness.tar.gz'), '-C', scratch])
  return folder
}
