import { expect, test } from 'vitest'
import { cleanColours } from '#workers/pixels/foreground/foreground.ts'
import { trimRim } from '#workers/pixels/foreground/trimRim.ts'

const size = { width: 48, height: 24 }
const yellow = [212, 170, 50] as const
const blue = [52, 92, 113] as const
/** Where the subject begins, with one blended pixel, as the photo shows it. */
const edge = 24.5

/** A yellow subject to the right of a blue backdrop; `share` tells how much of a pixel is subject. */
function photoOf(share: (x: number, y: number) => number) {
  const data = new Uint8Array(size.width * size.height * 4)
  for (let i = 0; i < size.width * size.height; i++) {
    const part = share(i % size.width, Math.floor(i / size.width))
    for (let c = 0; c < 3; c++) data[4 * i + c] = Math.round(part * (yellow[c] ?? 0) + (1 - part) * (blue[c] ?? 0))
    data[4 * i + 3] = 255
  }
  return { ...size, data }
}

const within = (value: number) => Math.min(1, Math.max(0, value))
const sharp = (x: number) => within(x + 1 - edge)
const maskOf = (alpha: (x: number) => number) =>
  Uint8Array.from({ length: size.width * size.height }, (_, i) => Math.round(255 * alpha(i % size.width)))

/** Farthest that a visible colour is from the subject's own. */
function worst(photo: ReturnType<typeof photoOf>, alpha: Uint8Array): number {
  const { data } = cleanColours(photo, { ...size, data: alpha })
  let most = 0
  for (let i = 0; i < alpha.length; i++) {
    if ((alpha[i] ?? 0) < 40) continue
    for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs((data[4 * i + c] ?? 0) - (yellow[c] ?? 0)))
  }
  return most
}

test('a mask that reaches out by a pixel and a half leaves no rim of the backdrop, and stays as it is', () => {
  const photo = photoOf(sharp)
  const alpha = maskOf((x) => sharp(x + 1.5))
  expect(worst(photo, alpha)).toBeLessThan(20)
  const { data } = cleanColours(photo, { ...size, data: alpha })
  expect(Uint8Array.from(alpha, (_, i) => data[4 * i + 3] ?? 0)).toEqual(alpha)
  // The blended pixel is taken for what it is.
  const at = 12 * size.width + 24
  const trusted = trimRim(photo, { ...size, data: alpha }).data
  expect(trusted[at]).toBeGreaterThan(115)
  expect(trusted[at]).toBeLessThan(140)
  expect(trusted[at + 1]).toBe(255)
})

test('a mask that fits, and one that is soft as hair is, are believed to the bit', () => {
  for (const [share, alpha] of [
    [sharp, maskOf(sharp)],
    [(x: number) => within((x - 8) / 32), maskOf((x) => within((x - 6) / 32))],
  ] as const) {
    const mask = { ...size, data: alpha }
    expect(trimRim(photoOf(share), mask)).toBe(mask)
  }
})

test('where a subject has many colours, or is like its backdrop, the mask is believed', () => {
  const striped = (x: number, y: number) => (y % 4 < 2 ? sharp(x) : 0.35 * sharp(x))
  const faint = (x: number) => 0.2 * sharp(x)
  for (const share of [striped, faint]) {
    const mask = { ...size, data: maskOf((x) => sharp(x + 1.5)) }
    expect(trimRim(photoOf(share), mask)).toBe(mask)
  }
})
