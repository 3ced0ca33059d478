import type { Rect, Size } from '#core/geometry.ts'
import { photoRect, pixelatedAbove, type Viewport } from '#core/viewport.ts'

/** What the stage shows at this moment, lengths in device pixels. */
export interface Scene {
  stage: Size
  viewport: Viewport
  /** Full size of the photo; the bitmaps may be smaller. */
  size: Size
  photo: ImageBitmap | undefined
  cutout: ImageBitmap | undefined
  /** `picking` shows the cutout, and faintly what is not part of it. */
  mode: 'photo' | 'compare' | 'cutout' | 'mask' | 'picking'
  /** Where the photo ends and the cutout begins, from the left of the stage. */
  divider: number
  /** Whether the cutout lies on the photo itself, dimmed. */
  isOnOriginal: boolean
}

const ghostAlpha = 0.28

/** Beneath a cutout the photo is to be made out, and not to be taken for a part of it. */
const dimmedAlpha = 0.34

/** What is drawn with on a canvas that is as large as the stage; undefined where there is no canvas, or none can be drawn on. */
export function contextOn(
  canvas: HTMLCanvasElement | null,
  { width, height }: Size,
): CanvasRenderingContext2D | undefined {
  if (canvas === null) return undefined
  // A size that is set anew empties the canvas.
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  return canvas.getContext('2d') ?? undefined
}

/** Draws the scene; what is transparent stays so, and shows the backdrop that lies beneath the canvas. */
export function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const { stage, viewport, photo, cutout, mode, divider } = scene
  const rect = photoRect(viewport, scene.size)
  context.clearRect(0, 0, stage.width, stage.height)
  context.imageSmoothingEnabled = viewport.scale <= pixelatedAbove
  context.imageSmoothingQuality = 'high'
  if (mode === 'photo' || cutout === undefined) {
    place(context, photo, rect)
  } else if (mode === 'cutout') {
    placeCutout(context, scene, cutout, rect)
  } else if (mode === 'picking') {
    context.globalAlpha = ghostAlpha
    place(context, photo, rect)
    context.globalAlpha = 1
    place(context, cutout, rect)
  } else if (mode === 'mask') {
    placeMask(context, cutout, rect)
  } else {
    const left = { x: 0, y: 0, width: divider, height: stage.height }
    const right = { x: divider, y: 0, width: stage.width - divider, height: stage.height }
    clipped(context, left, () => place(context, photo, rect))
    clipped(context, right, () => placeCutout(context, scene, cutout, rect))
  }
}

function place(
  context: CanvasRenderingContext2D,
  picture: ImageBitmap | undefined,
  { x, y, width, height }: Rect,
): void {
  // Nothing there yet, or closed meanwhile, which leaves no width.
  if (picture === undefined || picture.width === 0) return
  context.drawImage(picture, x, y, width, height)
}

function placeCutout(
  context: CanvasRenderingContext2D,
  { photo, isOnOriginal }: Scene,
  cutout: ImageBitmap,
  rect: Rect,
): void {
  if (isOnOriginal) {
    context.globalAlpha = dimmedAlpha
    place(context, photo, rect)
    context.globalAlpha = 1
  }
  place(context, cutout, rect)
}

/** White where the subject is and black elsewhere, made of the cutout's alpha by compositing alone. */
function placeMask(context: CanvasRenderingContext2D, cutout: ImageBitmap, rect: Rect): void {
  const { x, y, width, height } = rect
  clipped(context, rect, () => {
    place(context, cutout, rect)
    context.globalCompositeOperation = 'source-in'
    context.fillStyle = '#fff'
    context.fillRect(x, y, width, height)
    context.globalCompositeOperation = 'destination-over'
    context.fillStyle = '#000'
    context.fillRect(x, y, width, height)
  })
}

function clipped(context: CanvasRenderingContext2D, { x, y, width, height }: Rect, draw: () => void): void {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  draw()
  context.restore()
}
