import type { Rect, Size } from '#core/geometry.ts'

/** Fetches the pixels of parts of one bitmap; whoever made it calls `release`. */
export interface TileReader {
  /** RGBA of this part, straight alpha, one 32-bit value a pixel; valid until the next call. Undefined where it could not be read. */
  read(tile: Rect): Promise<Uint32Array | undefined>
  release(): void
}

/** Reads by a 2D canvas. Exact for opaque pixels; a canvas keeps colours premultiplied, so those of faint pixels come back coarse. */
export function canvasReader(bitmap: ImageBitmap, largest: Size): TileReader {
  const canvas = new OffscreenCanvas(largest.width, largest.height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new RangeError('no memory for a canvas')
  context.globalCompositeOperation = 'copy'
  context.imageSmoothingEnabled = false
  return {
    async read({ x, y, width, height }) {
      context.drawImage(bitmap, x, y, width, height, 0, 0, width, height)
      return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)
    },
    release() {
      canvas.width = 0
      canvas.height = 0
    },
  }
}

/**
 * Reads by a WebGL texture, which keeps the colours of faint pixels as they stand in the file; the bitmap must have been made with `premultiplyAlpha: 'none'`.
 * Measured in Chromium 156: bit for bit the file's pixels, where `VideoFrame.copyTo` of an ImageDecoder differs by up to 127.
 * Undefined where there is no WebGL 2.
 */
export function textureReader(bitmap: ImageBitmap, largest: Size): TileReader | undefined {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', { antialias: false, depth: false })
  if (gl === null) return undefined
  const pixels = new Uint32Array(largest.width * largest.height)
  const framebuffer = gl.createFramebuffer()
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
  return {
    async read({ x, y, width, height }) {
      const part = await createImageBitmap(bitmap, x, y, width, height, { premultiplyAlpha: 'none' })
      const texture = gl.createTexture()
      gl.bindTexture(gl.TEXTURE_2D, texture)
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, part)
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0)
      const bytes = new Uint8Array(pixels.buffer, 0, width * height * 4)
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes)
      gl.deleteTexture(texture)
      part.close()
      // The graphics processor has no memory left, or was reset.
      if (gl.getError() !== gl.NO_ERROR || gl.isContextLost()) return undefined
      return pixels.subarray(0, width * height)
    },
    release() {
      gl.deleteFramebuffer(framebuffer)
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

/**
 * Reads by a frame of video, which no protection against fingerprinting has learnt to change; exact for opaque pixels, since a frame that is made of a
 * bitmap keeps colours premultiplied. Undefined where there is no WebCodecs.
 */
export function frameReader(bitmap: ImageBitmap): TileReader | undefined {
  if (typeof VideoFrame === 'undefined') return undefined
  return {
    async read({ x, y, width, height }) {
      const part = await createImageBitmap(bitmap, x, y, width, height, { premultiplyAlpha: 'none' })
      const frame = new VideoFrame(part, { timestamp: 0 })
      try {
        const pixels = new Uint32Array(width * height)
        await frame.copyTo(pixels, { format: 'RGBA' })
        return pixels
      } finally {
        frame.close()
        part.close()
      }
    },
    release() {},
  }
}
