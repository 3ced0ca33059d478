import type { Rect, Size } from '#core/geometry.ts'
import { isSmart } from '#core/hints.ts'
import { StrokeRaster } from '#core/strokeRaster.ts'
import { segmentBounds, segmentsOf } from '#core/strokeSegments.ts'
import type { Stroke } from '#core/strokes.ts'
import { photoRect, pixelatedAbove, type Viewport } from '#core/viewport.ts'
import { overlap } from './areas.ts'

/** What is painted on, and how it lies on the stage; lengths in device pixels. */
export interface Ground {
  stage: Size
  viewport: Viewport
  /** Full size of the photo; the bitmaps may be smaller. */
  size: Size
  photo: ImageBitmap
  cutout: ImageBitmap
}

/** How the cutout is shown while one paints on it. */
export interface BrushLook {
  /** A red veil on the photo where it is cut away; otherwise the cutout alone. */
  isVeiled: boolean
  /** Whether the cutout alone lies on the photo, dimmed. */
  isOnOriginal: boolean
}

const veil = 'rgb(214 32 44 / 0.58)'
const markTint = 'rgb(28 110 240 / 0.5)'
const dimmedAlpha = 0.34

/** How strongly a stroke is shown whose reach is not known before the worker has looked at the photo. */
const foreseenAlpha = 0.5

/** What is laid over the cutout: strokes that it does not have yet, and marks. */
interface Laid {
  strokes: readonly Stroke[]
  hair: readonly Stroke[]
}

/**
 * Shows a cutout with strokes that it does not have yet, in the very bytes that they will have (see `StrokeRaster`). All is kept at the size of the stage,
 * and only the pixels that a stroke touches are drawn again: what a frame costs does not depend on the photo.
 */
export class BrushScene {
  readonly #photo = context()
  readonly #cutout = context()
  readonly #layer = context()
  readonly #stroke = context()
  #rasters = new Map<string, { raster: StrokeRaster; count: number }>()
  #ground: Ground | undefined

  /** Lays photo and cutout out anew, where they have changed or lie otherwise. */
  lay(ground: Ground): void {
    const { stage, viewport, size, photo, cutout } = ground
    const last = this.#ground
    const lies = ({ x, y, scale }: Viewport, { width, height }: Size) => [x, y, scale, width, height].join()
    const isMoved = last === undefined || lies(last.viewport, last.stage) !== lies(viewport, stage)
    if (isMoved) this.#rasters = new Map()
    if (isMoved) for (const { canvas } of [this.#photo, this.#cutout, this.#layer]) Object.assign(canvas, sizeOf(stage))
    if (isMoved || last.photo !== photo) layOut(this.#photo, photo, viewport, size)
    if (isMoved || last.cutout !== cutout) layOut(this.#cutout, cutout, viewport, size)
    this.#ground = ground
  }

  /** Takes in what a stroke has grown by, and gives the pixels of the stage that are to be drawn again for it. */
  grow(stroke: Stroke): Rect {
    const none = { x: 0, y: 0, width: 0, height: 0 }
    if (this.#ground === undefined) return none
    const { raster, count } = this.#rasters.get(stroke.id) ?? { raster: this.#raster(this.#ground), count: 0 }
    const changed = raster.paint(stroke, count)
    this.#rasters.set(stroke.id, { raster, count: stroke.points.length })
    return changed
  }

  /** Forgets a stroke, and gives the pixels that it covered. */
  forget(stroke: Stroke): Rect | undefined {
    this.#rasters.delete(stroke.id)
    return this.#ground && segmentBounds(segmentsOf(stroke, this.#ground.viewport), this.#ground.stage)
  }

  /** Draws the pixels of `area` onto the stage. */
  draw(target: CanvasRenderingContext2D, area: Rect, { strokes, hair }: Laid, look: BrushLook): void {
    const ground = this.#ground
    if (ground === undefined || area.width === 0 || area.height === 0) return
    for (const id of this.#rasters.keys())
      if ([...strokes, ...hair].every((stroke) => stroke.id !== id)) this.#rasters.delete(id)
    copy(this.#layer, this.#cutout.canvas, area)
    for (const stroke of strokes) this.#lay(stroke, area, ground)
    target.clearRect(area.x, area.y, area.width, area.height)
    if (look.isVeiled) this.#drawVeiled(target, area, ground)
    else this.#drawCutout(target, area, look)
    this.#drawMarks(target, area, hair, ground)
  }

  /** Marks as a tint over all else. */
  #drawMarks(target: CanvasRenderingContext2D, area: Rect, hair: readonly Stroke[], ground: Ground): void {
    if (hair.length === 0) return
    const { x, y, width, height } = area
    this.#layer.clearRect(x, y, width, height)
    for (const mark of hair) this.#lay(mark, area, ground)
    this.#layer.globalCompositeOperation = 'source-in'
    this.#layer.fillStyle = markTint
    this.#layer.save()
    this.#layer.beginPath()
    this.#layer.rect(x, y, width, height)
    this.#layer.clip()
    this.#layer.fillRect(x, y, width, height)
    this.#layer.restore()
    this.#layer.globalCompositeOperation = 'source-over'
    add(target, this.#layer.canvas, area)
  }

  #drawCutout(target: CanvasRenderingContext2D, area: Rect, { isOnOriginal }: BrushLook): void {
    target.globalAlpha = dimmedAlpha
    if (isOnOriginal) add(target, this.#photo.canvas, area)
    target.globalAlpha = 1
    add(target, this.#layer.canvas, area)
  }

  /** Red in the measure in which there is no cutout, with the photo beneath. */
  #drawVeiled(target: CanvasRenderingContext2D, area: Rect, { viewport, size }: Ground): void {
    const { x, y, width, height } = photoRect(viewport, size)
    target.save()
    target.beginPath()
    target.rect(area.x, area.y, area.width, area.height)
    target.clip()
    add(target, this.#layer.canvas, area)
    target.globalCompositeOperation = 'source-out'
    target.fillStyle = veil
    target.fillRect(x, y, width, height)
    target.globalCompositeOperation = 'destination-over'
    add(target, this.#photo.canvas, area)
    target.restore()
  }

  #lay(stroke: Stroke, area: Rect, { stage, viewport }: Ground): void {
    this.grow(stroke)
    const raster = this.#rasters.get(stroke.id)?.raster
    const shared = overlap(area, segmentBounds(segmentsOf(stroke, viewport), stage))
    if (raster === undefined || shared.width === 0 || shared.height === 0) return
    const { canvas } = this.#stroke
    if (canvas.width < shared.width) canvas.width = shared.width
    if (canvas.height < shared.height) canvas.height = shared.height
    const cover = new ImageData(shared.width, shared.height)
    const strength = stroke.isEdgeAware || isSmart(stroke) ? foreseenAlpha : 1
    for (const [at, value] of raster.read(shared).entries()) cover.data[at * 4 + 3] = value * strength
    this.#stroke.globalCompositeOperation = 'copy'
    this.#stroke.clearRect(0, 0, canvas.width, canvas.height)
    this.#stroke.putImageData(cover, 0, 0)
    const { x, y, width, height } = shared
    if (stroke.kind === 'keep') {
      this.#stroke.globalCompositeOperation = 'source-in'
      this.#stroke.drawImage(this.#photo.canvas, x, y, width, height, 0, 0, width, height)
    }
    this.#layer.globalCompositeOperation = stroke.kind === 'keep' ? 'source-over' : 'destination-out'
    this.#layer.drawImage(canvas, 0, 0, width, height, x, y, width, height)
    this.#layer.globalCompositeOperation = 'source-over'
  }

  #raster({ stage, viewport }: Ground): StrokeRaster {
    return new StrokeRaster(sizeOf(stage), viewport)
  }
}

function sizeOf({ width, height }: Size): Size {
  return { width, height }
}

function context(): CanvasRenderingContext2D {
  const made = document.createElement('canvas').getContext('2d')
  if (made === null) throw new Error('This browser gives no canvas to paint on.')
  return made
}

function layOut(target: CanvasRenderingContext2D, picture: ImageBitmap, viewport: Viewport, size: Size): void {
  const { x, y, width, height } = photoRect(viewport, size)
  target.clearRect(0, 0, target.canvas.width, target.canvas.height)
  target.imageSmoothingEnabled = viewport.scale <= pixelatedAbove
  target.imageSmoothingQuality = 'high'
  // A picture that was closed meanwhile has no width; the next one is on its way.
  if (picture.width > 0) target.drawImage(picture, x, y, width, height)
}

function copy(target: CanvasRenderingContext2D, from: CanvasImageSource, area: Rect): void {
  target.clearRect(area.x, area.y, area.width, area.height)
  add(target, from, area)
}

function add(target: CanvasRenderingContext2D, from: CanvasImageSource, { x, y, width, height }: Rect): void {
  target.drawImage(from, x, y, width, height, x, y, width, height)
}
