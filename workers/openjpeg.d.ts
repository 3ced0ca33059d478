/** OpenJPEG's decoder as the package builds it; it comes without types. */
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  interface J2KDecoder {
    /** Room in the heap for the file. */
    getEncodedBuffer(length: number): Uint8Array
    /** Nothing but a frame of no size where it fails; throws a number for pictures of two or four components. */
    decode(): void
    getFrameInfo(): {
      width: number
      height: number
      bitsPerSample: number
      componentCount: number
      isSigned: boolean
    }
    /** Samples pixel by pixel, in the heap: two bytes each, the lower first, where there are more than eight bits. */
    getDecodedBuffer(): Uint8Array
    delete(): void
  }
  interface OpenJpeg {
    J2KDecoder: new () => J2KDecoder
    HEAPU8: Uint8Array
  }
  function start(options: {
    wasmBinary: ArrayBuffer
    print: (line: string) => void
    printErr: (line: string) => void
  }): Promise<OpenJpeg>

  // biome-ignore lint/style/noDefaultExport: this is how the package exports it
  export { type OpenJpeg, start as default }
}
