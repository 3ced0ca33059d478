import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Decoded } from './decoded.ts'
import type { ImageHeader } from './imageHeader.ts'
import { placeTile, uprightSize } from './orientation.ts'

/** A decoder in WebAssembly: straight alpha, upside down or mirrored as the file has it. */
interface WasmDecoder {
  decode(file: Uint8Array<ArrayBuffer>): ImageData | null
}

/** A decoder of our own beside the browser's: loaded when the first such file comes, and kept. */
export class OwnDecoder {
  readonly #name: string
  readonly #load: () => Promise<WasmDecoder>
  #loading: Promise<WasmDecoder> | undefined

  constructor(name: string, load: () => Promise<WasmDecoder>) {
    this.#name = name
    this.#load = load
  }

  /** Every colour as it stands in the file, however faint, upright. Fails with `damaged`, and with `runtime-missing` where the decoder cannot be fetched; throws a RangeError where it has no memory. */
  async decode(file: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<Outcome<Decoded>> {
    this.#loading ??= this.#load()
    const decoder = await this.#loading.catch(() => undefined)
    if (decoder === undefined) {
      this.#loading = undefined
      return failure('runtime-missing', this.#name)
    }
    try {
      const image = decoder.decode(file)
      return image === null ? failure('damaged', this.#name) : success(uprightOf(image, header))
    } catch (error) {
      // One that ran out of memory is of no use any more.
      this.#loading = undefined
      if (error instanceof WebAssembly.RuntimeError) throw new RangeError(error.message)
      throw error
    }
  }
}

function uprightOf(image: ImageData, { orientation, gamut }: ImageHeader): Decoded {
  const { width, height, data } = image
  const upright = new Uint32Array(width * height)
  const stored = new Uint32Array(data.buffer, data.byteOffset, width * height)
  placeTile(upright, image, orientation, stored, { x: 0, y: 0, width, height })
  return {
    size: uprightSize(image, orientation),
    pixels: new Uint8ClampedArray(upright.buffer),
    isPartial: false,
    colourSpace: gamut === 'display-p3' ? 'display-p3' : 'srgb',
  }
}
