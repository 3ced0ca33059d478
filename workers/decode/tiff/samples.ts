import { addUp, gatherFloats } from './differences.ts'
import { halfAt } from './half.ts'
import type { TiffPicture } from './tiffPicture.ts'

/** Puts the samples of one row of bytes into `to`, every `step`-th place from `first` on, 0 to `topOf`; the row itself is changed where it tells differences. */
export type ReadSamples = (row: Uint8Array, to: Uint16Array, first: number, step: number) => void

/** The highest sample that `sampleReader` gives: those of more than 16 bits, and floating-point ones of 0 to 1, are brought to 16. */
export function topOf({ bits }: TiffPicture): number {
  return 2 ** Math.min(16, bits) - 1
}

/** How the samples of a picture are read, of which each row has this many, `stride` apart. */
export function sampleReader(picture: TiffPicture, stride: number): ReadSamples {
  const { bits, predictor } = picture
  const take = taker(picture)
  if (predictor === 'none') return take
  if (predictor === 'differences')
    return (row, to, first, step) => {
      addUp(row, stride, bits / 8, picture.little)
      take(row, to, first, step)
    }
  // Their bytes stand with the highest first, whatever the order of the file.
  const takeHighFirst = taker({ ...picture, little: false })
  return (row, to, first, step) => takeHighFirst(gatherFloats(row, stride, bits / 8), to, first, step)
}

function taker({ bits, isFloat, little }: TiffPicture): ReadSamples {
  if (isFloat) {
    const read = { 16: halfAt, 32: floatAt, 64: doubleAt }[bits] ?? floatAt
    return eachOf(bits / 8, (view, at) => {
      const value = read(view, at, little)
      // No number counts as none at all.
      return value > 0 ? Math.round(Math.min(1, value) * 65_535) : 0
    })
  }
  if (bits === 32) return eachOf(4, (view, at) => view.getUint32(at, little) >>> 16)
  if (bits === 16) return eachOf(2, (view, at) => view.getUint16(at, little))
  if (bits === 8)
    return (row, to, first, step) => {
      for (let at = 0, place = first; place < to.length; at += 1, place += step) to[place] = row[at] ?? 0
    }
  const mask = (1 << bits) - 1
  return (row, to, first, step) => {
    for (let at = 0, place = first; place < to.length; at += bits, place += step)
      to[place] = ((row[at >> 3] ?? 0) >> (8 - bits - (at & 7))) & mask
  }
}

function eachOf(bytes: number, read: (view: DataView, at: number) => number): ReadSamples {
  return (row, to, first, step) => {
    const view = new DataView(row.buffer, row.byteOffset, row.byteLength)
    for (let at = 0, place = first; place < to.length && at + bytes <= row.length; at += bytes, place += step)
      to[place] = read(view, at)
  }
}

const floatAt = (view: DataView, at: number, little: boolean) => view.getFloat32(at, little)
const doubleAt = (view: DataView, at: number, little: boolean) => view.getFloat64(at, little)
