/** Colours of a profile to those of the app, of 8 bits unless said. */
export interface ProfileConverter<Out = Uint8Array<ArrayBuffer>> {
  /** Samples of a pixel: 1 of grey, 3 of RGB, 4 of CMYK (0 is no ink). */
  channels: number
  /** Samples of 16 bits, pixel by pixel, to sRGB, three samples a pixel. Throws a RangeError where there is no memory for it. */
  convert(samples: Uint16Array<ArrayBuffer>): Out
  release(): void
}

/** How many samples a pixel has in the colours that a profile is for, by the name in its header (ICC.1:2022, 7.2.6). */
const channelsOf: Readonly<Record<string, number>> = { GRAY: 1, 'RGB ': 3, CMYK: 4 }

/** Larger profiles are not looked at: those of printers have about half a megabyte. */
const maxBytes = 4_000_000

const quiet = () => {}

let loading: ReturnType<typeof lcms> | undefined

/** LittleCMS in WebAssembly: fetched with the first photo whose profile is needed. */
async function lcms() {
  const library = await import('lcms-wasm')
  const response = await fetch(new URL('lcms-wasm/dist/lcms.wasm', import.meta.url))
  if (!response.ok) throw new TypeError(`lcms: ${response.status}`)
  const wasmBinary = await response.arrayBuffer()
  return { ...library, cms: await library.instantiate({ wasmBinary, print: quiet, printErr: quiet }) }
}

/**
 * Makes a converter by LittleCMS: relative to white, black brought to black, as image programs have it. Undefined where the profile makes no sense or is not
 * for so many channels, and where LittleCMS cannot be fetched. Whoever asked for it releases it.
 */
export async function profileConverter(
  profile: Uint8Array<ArrayBuffer>,
  channels: number,
): Promise<ProfileConverter | undefined> {
  return await converterTo('TYPE_RGB_8', profile, channels)
}

/** The same for RGB, to sRGB of 16 bits. */
export async function deepConverter(
  profile: Uint8Array<ArrayBuffer>,
): Promise<ProfileConverter<Uint16Array<ArrayBuffer>> | undefined> {
  return await converterTo('TYPE_RGB_16', profile, 3)
}

/** Formats of what comes out. */
type Format = 'TYPE_RGB_8' | 'TYPE_RGB_16'

async function converterTo<Out extends Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>>(
  to: Format,
  profile: Uint8Array<ArrayBuffer>,
  channels: number,
): Promise<ProfileConverter<Out> | undefined> {
  const name = String.fromCharCode(...profile.subarray(16, 20))
  if (channelsOf[name] !== channels || profile.length > maxBytes) return undefined
  loading ??= lcms()
  const library = await loading.catch(() => undefined)
  if (library === undefined) {
    loading = undefined
    return undefined
  }
  try {
    const transform = transformOf(library, profile, channels, library[to])
    if (transform === 0) return undefined
    return {
      channels,
      convert: (samples) => guarded(() => library.cms.cmsDoTransform(transform, samples, samples.length / channels)),
      release: () => guarded(() => library.cms.cmsDeleteTransform(transform)),
    }
  } catch {
    // A profile that brings it down is no profile, and what is left of the heap is not to be trusted.
    loading = undefined
    return undefined
  }
}

function transformOf(
  library: Awaited<ReturnType<typeof lcms>>,
  profile: Uint8Array,
  channels: number,
  to: number,
): number {
  const { cms, TYPE_GRAY_16, TYPE_RGB_16, TYPE_CMYK_16, INTENT_RELATIVE_COLORIMETRIC: relative } = library
  const format = { 1: TYPE_GRAY_16, 3: TYPE_RGB_16, 4: TYPE_CMYK_16 }[channels]
  const from = cms.cmsOpenProfileFromMem(profile, profile.length)
  if (from === 0 || format === undefined) return 0
  const srgb = cms.cmsCreate_sRGBProfile()
  const flags = library.cmsFLAGS_BLACKPOINTCOMPENSATION | library.cmsFLAGS_HIGHRESPRECALC
  const transform = cms.cmsCreateTransform(from, format, srgb, to, relative, flags)
  // A transform holds all that it needs.
  cms.cmsCloseProfile(from)
  cms.cmsCloseProfile(srgb)
  return transform
}

function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    loading = undefined
    throw error instanceof WebAssembly.RuntimeError ? new RangeError(error.message) : error
  }
}
