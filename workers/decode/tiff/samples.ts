import type { TiffPicture } from './tiffPicture.ts'

/** Puts the samples of one row of bytes into `to`, every `step`-th place from `first` on: those of 16 bits rounded to 8, those of fewer as they are. */
export type ReadSamples = (row: Uint8Array, to: Uint8Array, first: number, step: number) => void

/** How the samples of a picture are read, of which each row has this many, `stride` apart; differences are added up in the row itself. */
export function sampleReader({ bits, little, isDifferences }: TiffPicture, stride: number): ReadSamples {
  if (bits === 16) {
    const high = little ? 1 : 0
    return (row, to, first, step) => {
      if (isDifferences) addUp16(row, stride, high)
      for (let at = 0, place = first; place < to.length; at += 2, place += step) {
        const value = ((row[at + high] ?? 0) << 8) | (row[at + 1 - high] ?? 0)
        to[place] = Math.round(value / 257)
      }
    }
  }
  if (bits === 8)
    return (row, to, first, step) => {
      if (isDifferences)
        for (let at = stride; at < row.length; at += 1) row[at] = (row[at] ?? 0) + (row[at - stride] ?? 0)
      for (let at = 0, place = first; place < to.length; at += 1, place += step) to[place] = row[at] ?? 0
    }
  const mask = (1 << bits) - 1
  return (row, to, first, step) => {
    for (let at = 0, place = first; place < to.length; at += bits, place += step)
      to[place] = ((row[at >> 3] ?? 0) >> (8 - bits - (at & 7))) & mask
  }
}

function addUp16(row: Uint8Array, stride: number, high: number): void {
  for (let at = 2 * stride; at + 1 < row.length; at += 2) {
    const before = at - 2 * stride
    const sum =
      (((row[at + high] ?? 0) + (row[before + high] ?? 0)) << 8) +
      (row[at + 1 - high] ?? 0) +
      (row[before + 1 - high] ?? 0)
    row[at + high] = sum >> 8
    row[at + 1 - high] = sum
  }
}
