import sharp from 'sharp'
import { seededRandom } from '#tests/fixtures/random.ts'
import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'

/** A picture whose subject is known; an empty mask where it has none. */
export interface Case {
  kind: string
  name: string
  photo: RgbaRaster
  truth: GrayRaster
}

/** Photos to make cases of. */
export type Source = Omit<Case, 'kind'>

type Random = () => number

/** Every photo as it is, and hard ones made of them: what a network sees badly, cannot know, or should see nothing in. */
export async function* casesOf(sources: readonly Source[], seed: number): AsyncGenerator<Case> {
  const random = seededRandom(seed)
  const between = (least: number, most: number) => least + (most - least) * random()
  for (const source of sources) yield { kind: 'photo', ...source }
  for (const [index, source] of sources.entries()) {
    const other = sources[(index + 1 + Math.floor(random() * (sources.length - 1))) % sources.length] ?? source
    switch (index % 7) {
      case 0:
        yield {
          kind: 'noise',
          ...source,
          photo: changed(source.photo, (value) => value + between(30, 90) * normal(random)),
        }
        break
      case 1:
        yield { kind: 'blur', ...source, photo: await blurred(source.photo, between(4, 14)) }
        break
      case 2:
        yield { kind: 'dark', ...source, photo: changed(source.photo, (value) => value * 0.12 + 5 * normal(random)) }
        break
      case 3:
        yield* parts(source, random)
        break
      case 4:
        yield await joined(source, other, 'blend')
        break
      case 5:
        yield await joined(source, other, 'beside')
        break
      case 6:
        yield { kind: 'hidden', ...source, photo: hidden(source) }
    }
    if (index % 3 === 0) yield wall(index, random)
  }
}

function changed({ width, height, data }: RgbaRaster, change: (value: number) => number): RgbaRaster {
  const made = new Uint8ClampedArray(data.length).fill(255)
  for (let i = 0; i < data.length; i++) if (i % 4 !== 3) made[i] = change(data[i] ?? 0)
  return { width, height, data: made }
}

/** One of a bell curve of width 1. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

async function blurred({ width, height, data }: RgbaRaster, sigma: number): Promise<RgbaRaster> {
  const raw = { width, height, channels: 4 } as const
  return { width, height, data: Uint8Array.from(await sharp(data, { raw }).blur(sigma).raw().toBuffer()) }
}

async function resized({ width, height, data }: RgbaRaster | GrayRaster, to: { width: number; height: number }) {
  const channels = data.length === width * height ? 1 : 4
  const made = sharp(data, { raw: { width, height, channels } }).resize({ ...to, fit: 'fill' })
  const bytes = await (channels === 1 ? made.extractChannel(0) : made).raw().toBuffer()
  return { ...to, data: Uint8Array.from(bytes) }
}

/** A window with a part of the subject, and one without any. */
function* parts(source: Source, random: Random): Generator<Case> {
  for (const kind of ['part', 'ground'] as const) {
    for (let tries = 0; tries < 40; tries++) {
      const share = 0.35 + 0.3 * random()
      const [width, height] = [Math.round(source.photo.width * share), Math.round(source.photo.height * share)]
      const left = Math.floor(random() * (source.photo.width - width))
      const top = Math.floor(random() * (source.photo.height - height))
      const truth = window(source.truth, 1, { left, top, width, height })
      const inside = truth.data.filter((value) => value > 127).length / truth.data.length
      if (kind === 'part' ? inside < 0.06 || inside > 0.9 : inside > 0) continue
      yield { kind, name: source.name, photo: window(source.photo, 4, { left, top, width, height }), truth }
      break
    }
  }
}

interface Window {
  left: number
  top: number
  width: number
  height: number
}

function window(of: RgbaRaster | GrayRaster, channels: number, { left, top, width, height }: Window): GrayRaster {
  const data = new Uint8Array(width * height * channels)
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * of.width + left) * channels
    data.set(of.data.subarray(from, from + width * channels), y * width * channels)
  }
  return { width, height, data }
}

/** Two photos laid over one another, or side by side: both subjects are meant. */
async function joined(one: Source, other: Source, kind: 'blend' | 'beside'): Promise<Case> {
  const size = kind === 'blend' ? { width: one.photo.width, height: one.photo.height } : { width: 400, height: 400 }
  const [a, b] = [await resized(one.photo, size), await resized(other.photo, size)]
  const [m, n] = [await resized(one.truth, size), await resized(other.truth, size)]
  const name = `${one.name} and ${other.name}`
  if (kind === 'blend') {
    const photo = { ...size, data: a.data.map((value, i) => (value + (b.data[i] ?? 0)) / 2) }
    return { kind, name, photo, truth: { ...size, data: m.data.map((value, i) => Math.max(value, n.data[i] ?? 0)) } }
  }
  return { kind, name, photo: sideBySide(a, b, 4), truth: sideBySide(m, n, 1) }
}

function sideBySide(one: GrayRaster, other: GrayRaster, channels: number): GrayRaster {
  const row = one.width * channels
  const data = new Uint8Array(2 * row * one.height)
  for (let y = 0; y < one.height; y++) {
    data.set(one.data.subarray(y * row, (y + 1) * row), 2 * y * row)
    data.set(other.data.subarray(y * row, (y + 1) * row), (2 * y + 1) * row)
  }
  return { width: 2 * one.width, height: one.height, data }
}

/** The subject drawn two thirds of the way to the mean colour of what is around it. */
function hidden({ photo, truth }: Source): RgbaRaster {
  const mean = [0, 0, 0]
  let count = 0
  for (const [i, value] of truth.data.entries()) {
    if (value > 127) continue
    count += 1
    for (const c of mean.keys()) mean[c] = (mean[c] ?? 0) + (photo.data[4 * i + c] ?? 0)
  }
  const data = Uint8ClampedArray.from(photo.data, (value, i) => {
    const share = (0.65 * (truth.data[i >> 2] ?? 0)) / 255
    return i % 4 === 3 ? 255 : value + share * ((mean[i % 4] ?? 0) / Math.max(1, count) - value)
  })
  return { width: photo.width, height: photo.height, data }
}

/** A bare wall: a gradient with grain, and stripes on some. */
function wall(index: number, random: Random): Case {
  const [width, height] = [640, 480]
  const [colour, slope] = [[0, 1, 2].map(() => 60 + 175 * random()), [0, 1, 2].map(() => 80 * random() - 40)]
  const grain = [1, 4, 10][Math.floor(3 * random())] ?? 1
  const stripes = random() < 0.4 ? { depth: 8 + 32 * random(), every: 6 + 34 * random() } : { depth: 0, every: 1 }
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)]
    const added = grain * normal(random) + stripes.depth * Math.sign(Math.sin(x / stripes.every))
    for (let c = 0; c < 3; c++) data[4 * i + c] = (colour[c] ?? 0) + (slope[c] ?? 0) * (x / width + y / height) + added
  }
  return {
    kind: 'wall',
    name: `wall ${index}`,
    photo: { width, height, data },
    truth: { width, height, data: new Uint8Array(width * height) },
  }
}
