/** LittleCMS as the package builds it; it comes without types. */
declare module 'lcms-wasm' {
  /** A profile or a transform: a place in the heap, 0 where there is none. */
  type Handle = number

  interface Lcms {
    cmsOpenProfileFromMem(profile: Uint8Array, length: number): Handle
    cmsCloseProfile(profile: Handle): void
    cmsCreate_sRGBProfile(): Handle
    cmsCreateTransform(
      from: Handle,
      fromFormat: number,
      to: Handle,
      toFormat: number,
      intent: number,
      flags: number,
    ): Handle
    cmsDeleteTransform(transform: Handle): void
    /** A copy of what comes out, of so many bits as the transform was made for. */
    cmsDoTransform<Out extends Uint8Array | Uint16Array>(transform: Handle, samples: Uint16Array, pixels: number): Out
  }

  export function instantiate(options: {
    wasmBinary: ArrayBuffer
    print: (line: string) => void
    printErr: (line: string) => void
  }): Promise<Lcms>
  export const TYPE_GRAY_16: number
  export const TYPE_RGB_16: number
  export const TYPE_RGB_8: number
  export const TYPE_CMYK_16: number
  export const INTENT_RELATIVE_COLORIMETRIC: number
  export const cmsFLAGS_BLACKPOINTCOMPENSATION: number
  export const cmsFLAGS_HIGHRESPRECALC: number
}
