/** The decoders of pictures that PDF.js has; they come without types. */
declare module 'pdfjs-dist/image_decoders/pdf.image_decoders.mjs' {
  export class JpxError extends Error {}
  export class JpxImage {
    static setOptions(options: {
      useWasm: true
      /** Whether it fetches its file by itself: else it asks the handler for it. */
      useWorkerFetch: false
      handler: { sendWithPromise(): Promise<Uint8Array> }
      wasmUrl: string
    }): void
    /** RGBA of a picture of any number of components where none is asked for and the last may be alpha; inks where there are four of them. Rejects with a JpxError. */
    static decode(
      file: Uint8Array,
      options: { numComponents: 0; smaskInData: boolean },
    ): Promise<Uint8ClampedArray<ArrayBuffer>>
    /** Lets go of what was started; the next picture starts it anew. */
    static cleanup(): void
  }
  export function setVerbosityLevel(level: number): void
  export const VerbosityLevel: { ERRORS: number }
}
