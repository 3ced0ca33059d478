import { failure, type Outcome, success } from '#core/outcome.ts'
import { srgbOfLab } from '#workers/colour/lab.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import type { Decoded } from '#workers/decode/decoded.ts'
import type { ImageHeader } from '#workers/decode/imageHeader.ts'
import { profileConverter } from '#workers/decode/profile/profileConverter.ts'
import { inOurColours } from '#workers/decode/profiled.ts'
import { rgba, withoutInk } from '#workers/decode/rgba.ts'
import { convertPsd } from './psdByProfile.ts'
import { rowReader } from './psdChannels.ts'
import { type PsdLayout, psdLayout, psdResource } from './psdLayout.ts'

type PsdMode = 'bits' | 'grey' | 'palette' | 'rgb' | 'cmyk' | 'lab'

/** Colours by the number of the mode; pictures of other inks are not known here. */
const modes: Readonly<Record<number, PsdMode>> = {
  0: 'bits',
  1: 'grey',
  2: 'palette',
  3: 'rgb',
  4: 'cmyk',
  8: 'grey',
  9: 'lab',
}

const versionNumber = 1057

/**
 * Decodes the flat picture of a Photoshop file, which Photoshop keeps beside the layers; the layers are not looked at. A reader of our own: those that are
 * kept as libraries draw layers by a canvas. Fails with `unsupported-image` where there is no flat picture, or one of a mode that is not known here,
 * and with `damaged` where not one row is whole.
 */
export async function decodePsd(file: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<Outcome<Decoded>> {
  const bytes = new Bytes(file)
  const layout = psdLayout(bytes)
  const { width, height, depth, channels } = layout
  const mode = modes[layout.mode]
  const isKnown = mode === 'bits' ? depth === 1 : depth === 8 || (depth === 16 && mode !== 'palette')
  const version = psdResource(bytes, layout, versionNumber)
  // Saved without compatibility, there is white in place of a picture.
  const isEmpty = version !== undefined && bytes.u8(version.at + 4) === 0
  if (mode === undefined || !isKnown || isEmpty) return failure('unsupported-image', 'psd')
  const rowOf = rowReader(file, layout)
  if (rowOf === undefined) return failure('unsupported-image', 'psd')

  const used = mode === 'rgb' || mode === 'lab' ? 3 : mode === 'cmyk' ? 4 : 1
  if (channels < used) return failure('damaged', 'channels')
  const planes = used + (layout.hasAlpha && channels > used ? 1 : 0)
  // Four samples a pixel at first, of inks too: alpha of those has a place of its own.
  const pixels = new Uint32Array(width * height)
  const samples = new Uint8Array(pixels.buffer)
  const opacity = planes > used ? new Uint8Array(width * height).fill(255) : undefined
  let rows = height
  for (let channel = 0; channel < planes; channel += 1) {
    for (let y = 0; y < rows; y += 1) {
      const row = rowOf(channel, y)
      if (row === undefined) rows = y
      else if (channel === used) opacity?.set(bytesOf(row, depth), y * width)
      else spread(bytesOf(row, depth), samples, 4 * y * width + channel)
    }
  }
  if (rows === 0) return failure('damaged', 'no row')
  const profile = header.meaning !== undefined && 'profile' in header.meaning ? header.meaning.profile : undefined
  // Those of RGB are converted at the end, with their alpha.
  const isApart = mode === 'cmyk' || mode === 'grey'
  const converter = profile && isApart ? await profileConverter(profile, used) : undefined
  const alphaAt = (at: number) => opacity?.[at] ?? 255
  if (converter !== undefined) convertPsd(pixels.subarray(0, rows * width), alphaAt, converter)
  else {
    const finish = finisher(mode, bytes, layout)
    for (let at = 0; at < rows * width; at += 1) pixels[at] = finish(samples, 4 * at, alphaAt(at))
  }
  pixels.fill(0, rows * width)
  if (opacity !== undefined && isOnWhite(pixels)) offWhite(pixels)
  const size = { width, height }
  const colours = await inOurColours(pixels, size, isApart || mode === 'lab' ? { gamut: 'srgb' } : header)
  const notes = mode === 'cmyk' && converter === undefined ? { notes: ['plain-cmyk'] as const } : {}
  return success({ size, isPartial: rows < height, ...colours, ...notes })
}

/** A row in 8 bits a sample; one of single bits stays packed until it is spread. */
function bytesOf(row: Uint8Array, depth: number): Uint8Array {
  if (depth === 8) return row
  if (depth === 1)
    return Uint8Array.from({ length: row.length * 8 }, (_, x) => ((row[x >> 3] ?? 0) >> (7 - (x & 7))) & 1)
  const half = row.length / 2
  return Uint8Array.from({ length: half }, (_, x) =>
    Math.round((((row[2 * x] ?? 0) << 8) | (row[2 * x + 1] ?? 0)) / 257),
  )
}

function spread(row: Uint8Array, to: Uint8Array, first: number): void {
  for (let x = 0, at = first; x < row.length && at < to.length; x += 1, at += 4) to[at] = row[x] ?? 0
}

type Finish = (samples: Uint8Array, at: number, alpha: number) => number

function finisher(mode: PsdMode, bytes: Bytes, { palette }: PsdLayout): Finish {
  const part = (samples: Uint8Array, at: number) => samples[at] ?? 0
  switch (mode) {
    case 'rgb':
      return (samples, at, alpha) => rgba(part(samples, at), part(samples, at + 1), part(samples, at + 2), alpha)
    case 'cmyk':
      // Photoshop's inks count the other way: 255 is none.
      return (samples, at, alpha) => {
        const left = (channel: number) => withoutInk(255 - part(samples, at + channel), 255 - part(samples, at + 3))
        return rgba(left(0), left(1), left(2), alpha)
      }
    case 'lab':
      return (samples, at, alpha) => {
        const lightness = (part(samples, at) * 100) / 255
        return rgba(...srgbOfLab(lightness, part(samples, at + 1) - 128, part(samples, at + 2) - 128), alpha)
      }
    case 'palette': {
      const third = Math.min(256, Math.floor(palette.length / 3))
      const colour = (index: number, channel: number) => bytes.u8(palette.at + channel * third + index)
      return (samples, at, alpha) => {
        const index = part(samples, at)
        return rgba(colour(index, 0), colour(index, 1), colour(index, 2), alpha)
      }
    }
    case 'bits':
      return (samples, at) => (part(samples, at) === 1 ? rgba(0, 0, 0, 255) : rgba(255, 255, 255, 255))
    case 'grey':
      return (samples, at, alpha) => rgba(part(samples, at), part(samples, at), part(samples, at), alpha)
  }
}

/** Photoshop lays the flat picture on white, other programs do not: there is a colour darker than white would leave it. */
function isOnWhite(pixels: Uint32Array): boolean {
  return pixels.every((pixel) => {
    const white = 254 - (pixel >>> 24)
    return (pixel & 255) >= white && ((pixel >>> 8) & 255) >= white && ((pixel >>> 16) & 255) >= white
  })
}

function offWhite(pixels: Uint32Array): void {
  for (const [at, pixel] of pixels.entries()) {
    const alpha = pixel >>> 24
    const own = (shift: number) =>
      alpha === 0 ? 0 : Math.max(0, Math.round(((((pixel >>> shift) & 255) - 255) * 255) / alpha + 255))
    if (alpha < 255) pixels[at] = rgba(own(0), own(8), own(16), alpha)
  }
}
