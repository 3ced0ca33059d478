import { OwnDecoder } from '#workers/decode/ownDecoder.ts'

const decoder = new OwnDecoder('libjxl', async () => {
  const { default: start } = await import('@jsquash/jxl/codec/dec/jxl_dec.js')
  return await start({ noInitialRun: true })
})

/** Decodes a JPEG XL file by libjxl: upright, straight alpha, in sRGB whatever its colours are. */
export const decodeJxl: OwnDecoder['decode'] = (file, header) => decoder.decode(file, header)
