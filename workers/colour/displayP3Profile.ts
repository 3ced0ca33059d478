import { columnsOf, type Triple } from './matrix.ts'
import { adaptation, d50, toProfileXyz } from './spaces.ts'

const headerBytes = 128
const version43 = 0x04_30_00_00

/** An ICC profile that says "Display P3": primaries and curve only, made by the specification ICC.1:2022. */
export function displayP3Profile(): Uint8Array<ArrayBuffer> {
  const [red, green, blue] = columnsOf(toProfileXyz('display-p3'))
  const curve = srgbCurve()
  const tags: [string, Uint8Array][] = [
    ['desc', text('Display P3')],
    ['cprt', text('No copyright, use freely')],
    ['wtpt', numbers('XYZ ', d50)],
    ['chad', numbers('sf32', adaptation.flat())],
    ['rXYZ', numbers('XYZ ', red)],
    ['gXYZ', numbers('XYZ ', green)],
    ['bXYZ', numbers('XYZ ', blue)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ]
  return assembled(tags)
}

/** Header, table of tags, and the tags' data, each once and at multiples of four. */
function assembled(tags: [string, Uint8Array][]): Uint8Array<ArrayBuffer> {
  const start = headerBytes + 4 + tags.length * 12
  const places = new Map<Uint8Array, number>()
  let length = start
  for (const [, data] of tags) {
    if (places.has(data)) continue
    places.set(data, length)
    length += Math.ceil(data.length / 4) * 4
  }
  const profile = new Uint8Array(length)
  const view = new DataView(profile.buffer)
  writeHeader(profile, view)
  view.setUint32(headerBytes, tags.length)
  for (const [index, [name, data]] of tags.entries()) {
    const entry = headerBytes + 4 + index * 12
    const place = places.get(data) ?? 0
    profile.set(ascii(name), entry)
    view.setUint32(entry + 4, place)
    view.setUint32(entry + 8, data.length)
    profile.set(data, place)
  }
  return profile
}

/** A profile of a display, from RGB to XYZ (7.2). Date and checksum are left out: the same profile for every file. */
function writeHeader(profile: Uint8Array, view: DataView): void {
  view.setUint32(0, profile.length)
  view.setUint32(8, version43)
  profile.set(ascii('mntrRGB XYZ '), 12)
  view.setUint16(24, 2026)
  view.setUint16(26, 1)
  view.setUint16(28, 1)
  profile.set(ascii('acsp'), 36)
  for (const [index, value] of d50.entries()) view.setInt32(68 + index * 4, fixed(value))
}

/** The sRGB curve as a function of type 3: ((x + 0.055) / 1.055) ^ 2.4, and x / 12.92 below 0.04045 (10.18). */
function srgbCurve(): Uint8Array {
  const parameters: readonly number[] = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
  const curve = new Uint8Array(12 + parameters.length * 4)
  const view = new DataView(curve.buffer)
  curve.set(ascii('para'))
  view.setUint16(8, 3)
  for (const [index, value] of parameters.entries()) view.setInt32(12 + index * 4, fixed(value))
  return curve
}

function numbers(type: string, values: Triple | readonly number[]): Uint8Array {
  const data = new Uint8Array(8 + values.length * 4)
  const view = new DataView(data.buffer)
  data.set(ascii(type))
  for (const [index, value] of values.entries()) view.setInt32(8 + index * 4, fixed(value))
  return data
}

/** One text in one language (10.15). */
function text(english: string): Uint8Array {
  const data = new Uint8Array(28 + english.length * 2)
  const view = new DataView(data.buffer)
  data.set(ascii('mluc'))
  view.setUint32(8, 1)
  view.setUint32(12, 12)
  data.set(ascii('enUS'), 16)
  view.setUint32(20, english.length * 2)
  view.setUint32(24, 28)
  for (let index = 0; index < english.length; index += 1) view.setUint16(28 + index * 2, english.charCodeAt(index))
  return data
}

/** 16 bits before the point and 16 behind. */
function fixed(value: number): number {
  return Math.round(value * 65_536)
}

function ascii(letters: string): Uint8Array {
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
}
