import { entryOf, forEachField } from './readModel.ts'

/** The bytes of a weights file by the name that the model calls it. */
export type WeightsFiles = ReadonlyMap<string, Uint8Array>

/**
 * The model with all its weights in itself, so that it is one file like any other. Undefined where a place lies beyond the end of its file.
 * All files must be there.
 */
export function inlineWeights(model: Uint8Array, files: WeightsFiles): Uint8Array<ArrayBuffer> | undefined {
  let isSound = true
  const tensor = (bytes: Uint8Array): Uint8Array[] => {
    const kept: Uint8Array[] = []
    const place = new Map<string, string>()
    forEachField(bytes, (field, part, whole) => {
      if (field === 13 && part !== undefined) place.set(...entryOf(part))
      // 14 says that the bytes lie elsewhere.
      else if (field !== 14) kept.push(whole)
    })
    const file = files.get(place.get('location') ?? '')
    if (file === undefined) return [bytes]
    const offset = Number(place.get('offset') ?? 0)
    const end = offset + Number(place.get('length') ?? file.length - offset)
    isSound &&= offset >= 0 && end <= file.length
    return [...kept, ...lengthDelimited(9, [file.subarray(offset, end)])]
  }
  const graph = (bytes: Uint8Array): Uint8Array[] => {
    const parts: Uint8Array[] = []
    forEachField(bytes, (field, part, whole) => {
      if (field === 5 && part !== undefined) parts.push(...lengthDelimited(5, tensor(part)))
      else parts.push(whole)
    })
    return parts
  }
  const parts: Uint8Array[] = []
  forEachField(model, (field, part, whole) => {
    if (field === 7 && part !== undefined) parts.push(...lengthDelimited(7, graph(part)))
    else parts.push(whole)
  })
  return isSound ? joined(parts) : undefined
}

function lengthDelimited(field: number, parts: Uint8Array[]): Uint8Array[] {
  return [varint(field * 8 + 2), varint(parts.reduce((sum, part) => sum + part.length, 0)), ...parts]
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Uint8Array.of(...bytes, rest)
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
