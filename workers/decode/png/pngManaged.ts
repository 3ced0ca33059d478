import { zlibSync } from 'fflate'
import type { ColourMeaning, ImageHeader } from '#workers/decode/imageHeader.ts'
import { readPixels } from '#workers/decode/readPixels.ts'
import { opaqueReader } from '#workers/decode/trueReaders.ts'
import { crc32 } from '#workers/encode/png/crc32.ts'
import { type PngChunk, pngChunks } from './pngChunks.ts'
import type { PngPixels } from './pngPixels.ts'
import { pngProfile } from './pngProfile.ts'

/** Chunks that say which colours the numbers of a file mean. */
const meanings = new Set(['cICP', 'iCCP', 'gAMA', 'cHRM'])

/** What a PNG file says of its colours: nothing where they are plainly the numbers of sRGB, undefined where only a browser understands it. */
export function pngMeaning(file: Uint8Array<ArrayBuffer>): Pick<ImageHeader, 'meaning'> | undefined {
  const { chunks } = pngChunks(file)
  const told = chunks.filter(({ name }) => meanings.has(name))
  if (isPlain(chunks, told)) return {}
  const profile = told.find(({ name }) => name === 'iCCP')
  if (profile === undefined || told.some(({ name }) => name === 'cICP')) return undefined
  const unpacked = pngProfile(file.subarray(profile.start, profile.start + profile.length))
  return unpacked === undefined ? undefined : { meaning: { profile: unpacked } }
}

function isPlain(chunks: readonly PngChunk[], told: readonly PngChunk[]): boolean {
  if (told.length === 0) return true
  return chunks.some(({ name }) => name === 'sRGB') && !told.some(({ name }) => /^[ci]/.test(name) && name !== 'cHRM')
}

/**
 * The colours of a PNG file in sRGB. Where it says nothing else, they are the numbers that stand in it. Else the browser converts them: it gets a file
 * of the same meaning that is opaque, for opaque pixels come back from it as they are. Where it cannot be asked, the numbers are left.
 */
export async function managedColours(
  file: Uint8Array<ArrayBuffer>,
  { width, height, pixels }: PngPixels,
): Promise<Uint32Array<ArrayBuffer>> {
  const { chunks } = pngChunks(file)
  const told = chunks.filter(({ name }) => meanings.has(name))
  if (isPlain(chunks, told)) return pixels
  // A profile for grey fits grey pixels only.
  const isGrey = ((file[25] ?? 0) & 2) === 0
  const parts = told.map(({ start, length }) => file.subarray(start - 8, start + length + 4))
  return await colouredByBrowser({ width, height, pixels }, isGrey, parts)
}

/** The colours in sRGB of pixels that these chunks of a PNG file give their meaning; as they are where the browser does not convert them. */
export async function colouredByBrowser(
  { width, height, pixels }: Omit<PngPixels, 'isWhole'>,
  isGrey: boolean,
  meaning: Uint8Array<ArrayBuffer>[],
): Promise<Uint32Array<ArrayBuffer>> {
  if ((await opaqueReader()) === undefined) return pixels
  const opaque = opaquePng({ width, height, pixels }, isGrey, meaning)
  const bitmap = await createImageBitmap(opaque).catch(() => undefined)
  if (bitmap === undefined) return pixels
  const converted = await readPixels(bitmap, 1, false).finally(() => bitmap.close())
  if (converted === undefined || converted.length !== pixels.length * 4) return pixels
  const colours = new Uint32Array(converted.buffer)
  for (const [at, pixel] of pixels.entries())
    colours[at] = ((colours[at] ?? 0) & 0x00_ff_ff_ff) | (pixel & 0xff_00_00_00)
  return colours
}

const profileName = new TextEncoder().encode('profile\0\0')

/** The chunk that says which colours the numbers of a file mean. A profile has a name, the number of its packing, and its packed bytes. */
export function meaningChunk(meaning: ColourMeaning): Uint8Array<ArrayBuffer> {
  // Red, green and blue themselves (matrix 0), over their whole range.
  if ('primaries' in meaning) return chunk('cICP', Uint8Array.of(meaning.primaries, meaning.curve, 0, 1))
  const packed = zlibSync(meaning.profile)
  const data = new Uint8Array(profileName.length + packed.length)
  data.set(profileName)
  data.set(packed, profileName.length)
  return chunk('iCCP', data)
}

function opaquePng(
  { width, height, pixels }: Omit<PngPixels, 'isWhole'>,
  isGrey: boolean,
  meaning: Uint8Array<ArrayBuffer>[],
): Blob {
  const channels = isGrey ? 1 : 3
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  const rows = new Uint8Array(height * (1 + width * channels))
  for (let y = 0, to = 0; y < height; y += 1) {
    to += 1
    for (let from = y * width * 4; from < (y + 1) * width * 4; from += 4, to += channels)
      for (let channel = 0; channel < channels; channel += 1) rows[to + channel] = bytes[from + channel] ?? 0
  }
  const header = new Uint8Array(13)
  new DataView(header.buffer).setUint32(0, width)
  new DataView(header.buffer).setUint32(4, height)
  header.set([8, isGrey ? 0 : 2], 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)
  const data = Uint8Array.from(zlibSync(rows, { level: 1 }))
  const file = [signature, chunk('IHDR', header), ...meaning, chunk('IDAT', data), chunk('IEND', new Uint8Array(0))]
  return new Blob(file, { type: 'image/png' })
}

function chunk(name: string, data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12)
  new DataView(bytes.buffer).setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(name), 4)
  bytes.set(data, 8)
  new DataView(bytes.buffer).setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)))
  return bytes
}
