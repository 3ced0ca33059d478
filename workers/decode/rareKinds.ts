import { failure, type Outcome } from '#core/outcome.ts'
import type { Decoded } from './decoded.ts'
import type { Inspected } from './inspect.ts'

/** Decodes a whole file, whose header was read and is within the limits; upright, and what is missing is transparent. */
type Decode = (
  file: Uint8Array<ArrayBuffer>,
  header: Inspected['header'],
  keepsDepth: boolean,
) => Promise<Outcome<Decoded>>

/** Kinds that browsers do not open, or not all of them: by decoders that are fetched when the first such file comes. */
const loaders = {
  heic: async () => (await import('./heic/heicDecode.ts')).decodeHeic,
  psd: async () => (await import('./psd/psdDecode.ts')).decodePsd,
  ico: async () => (await import('./ico/icoDecode.ts')).decodeIco,
  jxl: async () => (await import('./jxl/jxlDecode.ts')).decodeJxl,
  jp2: async () => (await import('./jp2/jp2Decode.ts')).decodeJp2,
  tiff: async () => (await import('./tiff/tiffDecode.ts')).decodeTiff,
} satisfies Partial<Record<Inspected['kind'], () => Promise<Decode>>>

export type RareKind = keyof typeof loaders

export function isRare(kind: Inspected['kind']): kind is RareKind {
  return kind in loaders
}

/** Decodes a file of a rare kind, with its samples of 16 bits where those are wanted and its decoder knows them. Fails with `runtime-missing` where its decoder cannot be fetched, else as that decoder does. */
export async function decodeRare(
  file: Uint8Array<ArrayBuffer>,
  kind: RareKind,
  header: Inspected['header'],
  keepsDepth = false,
): Promise<Outcome<Decoded>> {
  const decode: Decode | undefined = await loaders[kind]().catch(() => undefined)
  return decode === undefined ? failure('runtime-missing', kind) : await decode(file, header, keepsDepth)
}
