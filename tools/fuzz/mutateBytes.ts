import type { Random } from './random.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Numbers at which lengths, counts and places go wrong. */
const edges = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff]

/** Longest input that is made of a seed, in bytes. */
const longest = 64 * 1024

type Change = (bytes: Bytes, random: Random, seeds: readonly Bytes[]) => Bytes

const changes: readonly Change[] = [
  (bytes, random) => {
    const at = random.below(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
    return bytes
  },
  (bytes, random) => {
    for (let left = 1 + random.below(8); left > 0; left -= 1) bytes[random.below(bytes.length)] = random.below(256)
    return bytes
  },
  (bytes, random) => {
    const [value, at, isLittle] = [random.pick(edges), random.below(bytes.length), random.below(2) === 1]
    const view = new DataView(bytes.buffer)
    if (at + 4 <= bytes.length) view.setUint32(at, value, isLittle)
    else bytes[at] = value
    return bytes
  },
  (bytes, random) => {
    const [value, at, isLittle] = [random.pick(edges), random.below(bytes.length), random.below(2) === 1]
    if (at + 2 <= bytes.length) new DataView(bytes.buffer).setUint16(at, value, isLittle)
    return bytes
  },
  (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  (bytes, random) => {
    const [start, length] = rangeOf(bytes, random)
    return joined(bytes.subarray(0, start), bytes.subarray(start + length))
  },
  (bytes, random) => {
    const [start, length] = rangeOf(bytes, random)
    const end = start + length
    return joined(bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end))
  },
  (bytes, random, seeds) => {
    const other = random.pick(seeds)
    const at = random.below(Math.min(bytes.length, other.length) + 1)
    return joined(bytes.subarray(0, at), other.subarray(at))
  },
]

/** A seed with one to six changes, or, now and then, nothing but random bytes behind its beginning. */
export function mutatedBytes(seeds: readonly Bytes[], random: Random): Bytes {
  let bytes = random.pick(seeds).slice(0, longest)
  if (random.below(20) === 0)
    return joined(
      bytes.subarray(0, random.below(16)),
      Uint8Array.from({ length: random.below(600) }, () => random.below(256)),
    )
  for (let left = 1 + random.below(6); left > 0 && bytes.length > 0; left -= 1)
    bytes = random.pick(changes)(bytes, random, seeds).slice(0, longest)
  return bytes
}

function rangeOf(bytes: Bytes, random: Random): [start: number, length: number] {
  const start = random.below(bytes.length)
  return [start, random.below(Math.min(bytes.length - start, 512) + 1)]
}

function joined(...parts: readonly Bytes[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
