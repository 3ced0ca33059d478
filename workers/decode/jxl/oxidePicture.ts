import start, { JxlImage } from 'jxl-oxide-wasm'
import { isWithinLimits } from '#core/limits.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import { Bytes } from '#workers/decode/bytes.ts'
import type { ColourMeaning } from '#workers/decode/imageHeader.ts'
import { pngChunks } from '#workers/decode/png/pngChunks.ts'
import { type PngPixels, pngPixels } from '#workers/decode/png/pngPixels.ts'

/** What jxl-oxide makes of a file: upright pixels, with the numbers of the file's own colours. */
export interface OxidePicture extends Omit<PngPixels, 'isWhole'> {
  /** Which colours these are; sRGB where nothing is said. */
  meaning?: ColourMeaning
}

export interface OxideRequest {
  file: Uint8Array<ArrayBuffer>
  /** Whether samples of 16 bits are wanted, too. */
  keepsDepth: boolean
}

/**
 * Decodes a JPEG XL file by jxl-oxide. Fails with `damaged`, also where a part is missing, with `too-many-pixels`, with `out-of-memory` where it comes to a
 * sudden end, and with `runtime-missing` where it cannot be fetched. Its heap never shrinks and it is started but once: its thread is for one file.
 */
export async function oxidePicture({ file, keepsDepth }: OxideRequest): Promise<Outcome<OxidePicture>> {
  try {
    const response = await fetch(new URL('jxl-oxide-wasm/module.wasm', import.meta.url))
    if (!response.ok) return failure('runtime-missing', `jxl-oxide: ${response.status}`)
    await start({ module_or_path: await response.arrayBuffer() })
  } catch (error) {
    return failure('runtime-missing', `jxl-oxide: ${error}`)
  }
  try {
    return pictureIn(file, keepsDepth)
  } catch (error) {
    return failure(error instanceof WebAssembly.RuntimeError ? 'out-of-memory' : 'damaged', `jxl-oxide: ${error}`)
  }
}

function pictureIn(file: Uint8Array<ArrayBuffer>, keepsDepth: boolean): Outcome<OxidePicture> {
  const image = new JxlImage()
  // In Firefox it would bring colours into sRGB, and into 8 bits.
  image.forceSrgb = false
  image.feedBytes(file)
  if (!image.tryInit() || !image.loaded) return failure('damaged', 'jxl-oxide')
  const { width = 0, height = 0 } = image
  if (!isWithinLimits({ width, height })) return failure('too-many-pixels', `${width} × ${height}`)
  // Both calls consume what they are called on.
  const rendered = image.render()
  const profile = rendered.iccProfile.slice()
  const png = rendered.encodeToPng().slice()
  const found = pngPixels(png, keepsDepth)
  if (found?.isWhole !== true) return failure('damaged', 'jxl-oxide')
  const meaning = profile.length > 0 ? { profile } : codePoints(png)
  const { isWhole: _, ...picture } = found
  return success(meaning === undefined ? picture : { ...picture, meaning })
}

/** Primaries and curve by their code points. */
function codePoints(png: Uint8Array<ArrayBuffer>): ColourMeaning | undefined {
  const found = pngChunks(png).chunks.find(({ name }) => name === 'cICP')
  if (found === undefined) return undefined
  const [primaries = 1, curve = 13] = new Bytes(png).slice(found.start, 2)
  return { primaries, curve }
}
