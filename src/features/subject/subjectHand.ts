import type { RefObject } from 'react'
import type { SubjectPlace } from '#core/compositionSettings.ts'
import type { Rect, Size } from '#core/geometry.ts'
import type { Pose } from '#core/subject/pose.ts'
import type { SnapLine } from '#core/subject/snap.ts'
import type { Viewport } from '#core/viewport.ts'

/** The composed picture on the stage; lengths in device pixels. */
export interface ResultView {
  /** Hears the pointers that are meant for the picture. */
  frame: RefObject<HTMLElement | null>
  stage: Size
  viewport: Viewport
  /** Device pixels per CSS pixel. */
  density: number
}

/** A hand at the subject: how that stands, and what becomes of it. */
export interface SubjectHand {
  view: ResultView
  canvas: Size
  pose: Pose
  /** What the subject takes up, in pixels of the canvas from its middle. */
  box: Rect
  place: SubjectPlace
  /** Gives the subject a pose on a canvas of this size; the label is what undo calls it. */
  put(pose: Pose, change: PoseChange, canvas: Size): void
  /** Shows what the subject is drawn to. */
  showLines(lines: readonly SnapLine[]): void
}

/** What a hand does to a subject. */
export type PoseChange = 'move' | 'size' | 'turn'
