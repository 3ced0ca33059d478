import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { decode as decodePng } from 'fast-png'
import { decode as decodeJpeg } from 'jpeg-js'
import type { FloatRaster, GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'

const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url))

/** The path of a file of the shared data and whether it is there; it lies beside the project, not in it. */
export function sharedFile(name: string): { path: string; there: boolean } {
  const path = shared + name
  return { path, there: existsSync(path) }
}

/** Reads a PNG or JPEG by its content into RGBA bytes. */
export function readPhoto(name: string): RgbaRaster {
  const bytes = readFileSync(sharedFile(name).path)
  if (bytes[0] === 0xff) {
    const { width, height, data } = decodeJpeg(bytes, { useTArray: true, maxMemoryUsageInMB: 1024 })
    return { width, height, data }
  }
  const { width, height, channels, data: samples } = decodePng(bytes)
  const data = new Uint8Array(width * height * 4).fill(255)
  const colours = Math.min(channels, 3)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++)
      data[i * 4 + c] = Number(samples[i * channels + (channels < 3 ? 0 : Math.min(c, colours - 1))])
    if (channels === 2 || channels === 4) data[i * 4 + 3] = Number(samples[i * channels + channels - 1])
  }
  return { width, height, data }
}

/** Reads a grey picture (the first channel) as a mask. */
export function readMask(name: string): GrayRaster {
  const { width, height, data } = readPhoto(name)
  const mask = new Uint8Array(width * height)
  for (let i = 0; i < mask.length; i++) mask[i] = data[i * 4] ?? 0
  return { width, height, data: mask }
}

/** A part of the photo of the wanted size: scaled down by whole-pixel averages as far as it fits, then cut from the middle. */
export function cropPhoto(photo: RgbaRaster, width: number, height: number): RgbaRaster {
  const step = Math.min(photo.width / width, photo.height / height)
  const data = new Uint8Array(width * height * 4)
  const [left, top] = [(photo.width - width * step) / 2, (photo.height - height * step) / 2]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 4; c++)
        data[(y * width + x) * 4 + c] = areaMean(photo, left + x * step, top + y * step, step, c)
    }
  }
  return { width, height, data }
}

function areaMean(photo: RgbaRaster, x: number, y: number, side: number, channel: number): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)]
  const [x1, y1] = [
    Math.min(Math.max(Math.ceil(x + side), x0 + 1), photo.width),
    Math.min(Math.max(Math.ceil(y + side), y0 + 1), photo.height),
  ]
  let sum = 0
  for (let row = y0; row < y1; row++)
    for (let column = x0; column < x1; column++) sum += photo.data[(row * photo.width + column) * 4 + channel] ?? 0
  return Math.round(sum / ((x1 - x0) * (y1 - y0)))
}

/** A mask as numbers from 0 to 1. */
export function toFloat(mask: GrayRaster): FloatRaster {
  return { width: mask.width, height: mask.height, data: Float32Array.from(mask.data, (value) => value / 255) }
}
