import type { Rect, Size } from './geometry.ts'

/** Where a photo is shown on the stage. All lengths are device pixels, so that scale 1 (100 %) shows each pixel of the photo as one of the screen. */
export interface Viewport {
  /** Device pixels per pixel of the photo. */
  scale: number
  /** Position of the photo's top left corner on the stage. */
  x: number
  y: number
}

export interface Point {
  x: number
  y: number
}

/** Above this scale single pixels are what a person wants to see, so they are drawn with hard edges. */
export const pixelatedAbove = 3

const maxScale = 32
const maxFitScale = 3

/** Enlargement of a picture that nobody minds. */
const unseenEnlargement = 1.15

/** Whether a picture that stands for one of this size has fewer pixels than the screen could show of it at this scale. */
export function isCoarserThanShown(picture: Size, size: Size, scale: number): boolean {
  return picture.width < size.width && picture.width * unseenEnlargement < size.width * scale
}

/** The viewport that shows the whole photo, centred in `frame`; small photos are enlarged threefold at most. */
export function fitted(photo: Size, frame: Rect): Viewport {
  const scale = Math.min(frame.width / photo.width, frame.height / photo.height, maxFitScale)
  return settled({ scale, x: 0, y: 0 }, photo, frame)
}

/** Multiplies the scale by `factor` and keeps the photo's point under `anchor` where it is, as far as the edges allow. */
export function zoomed(viewport: Viewport, factor: number, anchor: Point, photo: Size, frame: Rect): Viewport {
  const smallest = Math.min(fitted(photo, frame).scale, 1)
  const scale = Math.min(Math.max(viewport.scale * factor, smallest), maxScale)
  const ratio = scale / viewport.scale
  const x = anchor.x - (anchor.x - viewport.x) * ratio
  const y = anchor.y - (anchor.y - viewport.y) * ratio
  return settled({ scale, x, y }, photo, frame)
}

/** Moves the photo by (dx, dy), as far as its edges allow. */
export function panned(viewport: Viewport, dx: number, dy: number, photo: Size, frame: Rect): Viewport {
  return settled({ ...viewport, x: viewport.x + dx, y: viewport.y + dy }, photo, frame)
}

/** The rectangle that the photo covers on the stage. */
export function photoRect(viewport: Viewport, photo: Size): Rect {
  const { x, y, scale } = viewport
  return { x, y, width: photo.width * scale, height: photo.height * scale }
}

/** The part of the photo's rectangle that lies on a stage of this size. */
export function visibleRect(viewport: Viewport, photo: Size, stage: Size): Rect {
  const { x, y, width, height } = photoRect(viewport, photo)
  const left = Math.max(x, 0)
  const top = Math.max(y, 0)
  return {
    x: left,
    y: top,
    width: Math.max(Math.min(x + width, stage.width) - left, 0),
    height: Math.max(Math.min(y + height, stage.height) - top, 0),
  }
}

/** Is the photo larger than the frame in some direction, so that it can be moved? */
export function canPan(viewport: Viewport, photo: Size, frame: Rect): boolean {
  const { width, height } = photoRect(viewport, photo)
  return width > frame.width + 1 || height > frame.height + 1
}

/** Centres what is smaller than the frame, and keeps the edges of what is larger from leaving a gap. */
function settled(viewport: Viewport, photo: Size, frame: Rect): Viewport {
  const { width, height } = photoRect(viewport, photo)
  return {
    scale: viewport.scale,
    x: settledAxis(viewport.x, width, frame.x, frame.width),
    y: settledAxis(viewport.y, height, frame.y, frame.height),
  }
}

function settledAxis(position: number, length: number, start: number, room: number): number {
  // Whole pixels: a photo at 100 % must not be blurred by half a pixel.
  if (length <= room) return Math.round(start + (room - length) / 2)
  return Math.round(Math.min(Math.max(position, start + room - length), start))
}
