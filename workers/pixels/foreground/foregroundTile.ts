import type { GrayRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { type CoarseLayers, sweepsPerLevel } from './foregroundCoarse.ts'
import {
  emptyLevel,
  type ForegroundLevel,
  halveLevel,
  takeLayers,
  translucentSpans,
  widened,
} from './foregroundLevel.ts'
import { relaxForeground } from './foregroundRelax.ts'

/** In photo pixels; `right` and `bottom` are one past the last. */
export interface PixelBox {
  left: number
  right: number
  top: number
  bottom: number
}

const tileSide = 192
const margin = 16
/** How many pixels around the translucent ones take part at each scale: their neighbours' layers need somewhere to come from. */
const reach = 1

/** Carries a coarse estimate of the foreground to full resolution, in tiles around the pixels whose alpha is neither 0 nor 255. */
export class ForegroundTiles {
  /** The parts of the photo that hold such pixels, each as small as it may be. */
  readonly boxes: readonly PixelBox[]
  readonly #photo: RgbaRaster
  readonly #mask: GrayRaster

  constructor(photo: RgbaRaster, mask: GrayRaster) {
    this.#photo = photo
    this.#mask = mask
    const boxes: PixelBox[] = []
    for (let top = 0; top < mask.height; top += tileSide)
      for (let left = 0; left < mask.width; left += tileSide) {
        const box = translucentBox(
          mask,
          left,
          top,
          Math.min(left + tileSide, mask.width),
          Math.min(top + tileSide, mask.height),
        )
        if (box.right > box.left) boxes.push(box)
      }
    this.boxes = boxes
  }

  /** The foreground of a box, three numbers a pixel, 0 to 1. */
  solve(box: PixelBox, coarse: CoarseLayers): Float32Array {
    const block = 2 ** coarse.halvings
    const whole = {
      left: Math.max(0, Math.floor((box.left - margin) / block) * block),
      top: Math.max(0, Math.floor((box.top - margin) / block) * block),
      right: Math.min(this.#mask.width, box.right + margin),
      bottom: Math.min(this.#mask.height, box.bottom + margin),
    }
    const levels = [this.#load(whole)]
    for (let halving = 1; halving < coarse.halvings; halving++)
      levels.unshift(halveLevel(levels[0] ?? emptyLevel(0, 0)))
    const [left, top] = [whole.left / block, whole.top / block]
    let below: ForegroundLevel | undefined
    for (const level of levels) {
      if (coarse.halvings === 0) copyLayers(level, coarse, left, top)
      else {
        const spans = translucentSpans(level, reach)
        const near = widened(spans, level.width, level.height, 1)
        if (below === undefined) takeLayers(level, coarse, near, left, top)
        else takeLayers(level, below, near)
        relaxForeground(level, sweepsPerLevel, spans)
      }
      below = level
    }
    return foregroundOf(below ?? emptyLevel(0, 0), box, whole)
  }

  #load(box: PixelBox): ForegroundLevel {
    const level = emptyLevel(box.right - box.left, box.bottom - box.top)
    let to = 0
    for (let y = box.top; y < box.bottom; y++) {
      for (let x = box.left, i = y * this.#mask.width + box.left; x < box.right; x++, i++, to++) {
        level.alpha[to] = (this.#mask.data[i] ?? 0) / 255
        level.colours[to * 3] = (this.#photo.data[i * 4] ?? 0) / 255
        level.colours[to * 3 + 1] = (this.#photo.data[i * 4 + 1] ?? 0) / 255
        level.colours[to * 3 + 2] = (this.#photo.data[i * 4 + 2] ?? 0) / 255
      }
    }
    return level
  }
}

function translucentBox(mask: GrayRaster, left: number, top: number, right: number, bottom: number): PixelBox {
  const box = { left: right, right: left, top: bottom, bottom: top }
  for (let y = top; y < bottom; y++) {
    for (let x = left, i = y * mask.width + left; x < right; x++, i++) {
      const alpha = mask.data[i] ?? 0
      if (alpha === 0 || alpha === 255) continue
      if (x < box.left) box.left = x
      if (x >= box.right) box.right = x + 1
      if (y < box.top) box.top = y
      box.bottom = y + 1
    }
  }
  return box
}

function copyLayers(level: ForegroundLevel, coarse: CoarseLayers, left: number, top: number): void {
  for (let y = 0; y < level.height; y++) {
    const from = ((y + top) * coarse.width + left) * 6
    level.layers.set(coarse.layers.subarray(from, from + level.width * 6), y * level.width * 6)
  }
}

function foregroundOf(level: ForegroundLevel, box: PixelBox, whole: PixelBox): Float32Array {
  const columns = box.right - box.left
  const foreground = new Float32Array(columns * (box.bottom - box.top) * 3)
  for (let y = box.top, to = 0; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++, to += 3) {
      const from = ((y - whole.top) * level.width + x - whole.left) * 6
      for (let c = 0; c < 3; c++) foreground[to + c] = level.layers[from + c] ?? 0
    }
  }
  return foreground
}
