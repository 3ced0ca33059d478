import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { imageKind, kindBytes } from '#core/imageKind.ts'
import { isWithinLimits } from '#core/limits.ts'
import { isReason } from '#core/reasons.ts'
import { type RasterKind, readHeader } from '#workers/decode/header.ts'
import { pngPixels } from '#workers/decode/png/pngPixels.ts'
import { decodeRare, isRare } from '#workers/decode/rareKinds.ts'
import { mutatedBytes } from './mutateBytes.ts'
import { BrokenPromiseError, type Target } from './target.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Small pictures of all kinds. */
function pictures(folders: readonly string[]): { name: string; bytes: Bytes }[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(?:md|ts|json)$/.test(entry.name))
      .map(({ name }) => ({ name, bytes: Uint8Array.from(readFileSync(join(folder, name))) })),
  )
}

/** Larger pictures only take longer to decode. */
const mostPixels = 40_000

/** Kinds that are decoded by code of ours alone, as far as it runs without a browser. */
const own = /\.(?:tif|ps[db]|ico|png)$/
/** These need a browser, or a colour converter that is fetched. */
const foreign = /jpeg|adobe|prophoto|linear|profile/

function kindOf(bytes: Bytes): RasterKind | undefined {
  const kind = imageKind(bytes.subarray(0, kindBytes))
  return kind === undefined || kind === 'svg' || kind === 'raw' || kind === 'other' ? undefined : kind
}

/** Headers, and whole pictures as far as our own decoders open them. */
export function pictureTargets(root: string): Target[] {
  const all = pictures([
    join(root, 'tests/fixtures/kinds'),
    join(root, 'tests/fixtures/kinds/fax'),
    join(root, 'public/samples'),
  ])
  const seeds = all.map(({ bytes }) => bytes.slice(0, 32_768))
  const decoded = all.filter(({ name }) => own.test(name) && !foreign.test(name)).map(({ bytes }) => bytes)
  return [
    {
      name: 'headers',
      mostBytes: 4_000_000,
      input: (random) => mutatedBytes(seeds, random),
      run: (input) => {
        const bytes = bytesOf(input)
        const kind = kindOf(bytes)
        if (kind === undefined) return false
        const reading = readHeader(kind, bytes, true)
        if (reading.status !== 'read') return false
        const { width, height } = reading.header.size
        if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
          throw new BrokenPromiseError(`${kind}: ${width} × ${height}`)
        return isWithinLimits(reading.header.size)
      },
    },
    {
      name: 'pictures',
      // The packed, the unpacked and the upright picture, with the tables of a packing.
      mostBytes: 64_000_000,
      input: (random) => mutatedBytes(decoded, random),
      run: async (input) => await decode(bytesOf(input)),
    },
  ]
}

async function decode(bytes: Bytes): Promise<boolean> {
  const kind = kindOf(bytes)
  const reading = kind === undefined ? undefined : readHeader(kind, bytes, true)
  if (kind === undefined || reading?.status !== 'read') return false
  const { width, height } = reading.header.size
  if (width * height > mostPixels) return false
  if (kind === 'png') return pngPixels(bytes) !== undefined
  if (!isRare(kind) || kind === 'heic' || kind === 'jxl' || kind === 'jp2') return false
  const { meaning: _, ...header } = reading.header
  const outcome = await decodeRare(bytes, kind, header)
  if (!outcome.ok && !isReason(outcome.reason)) throw new BrokenPromiseError(outcome.reason)
  return outcome.ok
}

function bytesOf(input: Bytes | string): Bytes {
  return typeof input === 'string' ? Uint8Array.from(new TextEncoder().encode(input)) : input
}
