import type { Composition } from './composition.ts'
import type { Mask } from './cut.ts'
import type { EdgeSettings, PhotoPoint } from './edges.ts'
import type { Rect, Size } from './geometry.ts'
import type { AnsweredStroke } from './hints.ts'
import type { NumberedMap } from './objectMap.ts'

export interface ViewRequest {
  file: Blob
  /** Names the file: the same for two requests only where the content is the same, so that a photo need not be opened twice. The engine gives it. */
  fileId?: string
  mask: Mask
  edges: EdgeSettings
  /** What was painted on the cutout by hand, in order; none, if left out. */
  strokes?: readonly AnsweredStroke[]
  /** Largest area of the bitmaps, in pixels. */
  maxPixels: number
}

/** Two bitmaps of the same size, owned (and closed) by the receiver. */
export interface View extends Retouched {
  photo: ImageBitmap
}

export interface RetouchRequest extends ViewRequest {
  /** While a control is being moved: colours are taken from what was cleaned before, and no facts are told. */
  isQuick: boolean
}

export interface Retouched {
  /** Owned (and closed) by the receiver. */
  cutout: ImageBitmap
  facts?: EdgeFacts
}

/** What is to be seen of a composition: made of a cutout as it is shown (`maxPixels`), on a canvas of at most `canvasPixels`. */
export interface ComposeRequest extends ViewRequest {
  composition: Composition
  canvasPixels: number
  /** Whether the subject is measured on the mask at the photo's size: that takes its time, once for the same edits. */
  isExact: boolean
}

export interface ComposedView {
  /** The whole canvas, reduced; owned (and closed) by the receiver. */
  picture: ImageBitmap
  /** The canvas's size in the file; where it depends on the subject's outline and is not exact it may be a few pixels off. */
  size: Size
  /** Whether size and place are those of the file to the pixel. */
  isExact: boolean
  /** Absent where nothing is seen of a subject. */
  subject?: SubjectOnCanvas
}

/** Where the subject stands, in pixels of the canvas; as exact as the canvas's size. */
export interface SubjectOnCanvas {
  /** Its place before it is turned about the middle of it. */
  place: Rect
  /** What it takes up then. */
  box: Rect
}

/** What a person needs to know of a mask for setting its edges. */
export interface EdgeFacts {
  /** How many pixels of the view have each of the 256 values, before any control. */
  histogram: Uint32Array
  /** The largest separate objects, largest first, before any is removed by hand. */
  objects: ObjectFact[]
  /** Where they are; the numbers are their places in the list, counted from 1. */
  map: NumberedMap
}

export interface ObjectFact {
  /** Area as a share of the photo's. */
  share: number
  /** In shares of the photo's width and height. */
  box: Rect
  /** A place inside it, by which it is picked. */
  at: PhotoPoint
}

export interface PreviewRequest extends Pick<ViewRequest, 'file' | 'fileId'> {
  /** Largest area of the bitmap, in pixels. */
  maxPixels: number
  /** The edges with which its cutout will be looked at; absent where the photo is not the one on the stage. */
  edges?: EdgeSettings
}

/** A mask that was just made, told while the rest of its cut is done. */
export interface ForeseeRequest extends Required<Pick<ViewRequest, 'fileId'>> {
  mask: Pick<Mask, 'id' | 'size'>
  /** The mask's bytes, one a pixel, row by row, not packed. */
  alpha: Uint8Array<ArrayBuffer>
}

/** The upright photo, small or large; the bitmap is owned (and closed) by the receiver. */
export interface Preview {
  photo: ImageBitmap
  /** The upright photo's full size. */
  size: Size
}
