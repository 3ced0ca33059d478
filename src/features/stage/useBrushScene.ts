import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { Rect } from '#core/geometry.ts'
import { isHairMark, type Stroke, sharedStrokes } from '#core/strokes.ts'
import { around } from './areas.ts'
import { type BrushLook, BrushScene, type Ground } from './brushScene.ts'

/** What the stage is painted from while the brush is in the hand. */
export interface BrushStage extends BrushLook, Ground {
  /** The strokes that the cutout has already, and all that it is to have. */
  painted: readonly Stroke[]
  strokes: readonly Stroke[]
  /** Marks that lie over the picture. */
  hair: readonly Stroke[]
}

/**
 * Paints the stage while the brush is in the hand: at once where something has changed, and once a frame where a stroke grows, then only what it touches.
 * Gives the verb that shows the growing stroke, or takes it away.
 */
export function useBrushScene(
  canvas: RefObject<HTMLCanvasElement | null>,
  stage: BrushStage | undefined,
): (stroke: Stroke | undefined) => void {
  const scene = useRef<BrushScene>(undefined)
  const latest = useRef(stage)
  const growing = useRef<Stroke>(undefined)
  const due = useRef<Rect>(undefined)
  const frame = useRef(0)

  const draw = useCallback(
    (area: Rect) => {
      const context = canvas.current?.getContext('2d')
      const { current } = latest
      if (context === null || context === undefined || current === undefined) return
      // After an undo the cutout has more than it should, until the worker has answered: nothing is laid over it then.
      const shared = sharedStrokes(current.painted, current.strokes)
      const awaited = shared < current.painted.length ? [] : current.strokes.slice(shared)
      const own = growing.current === undefined ? [] : [growing.current]
      const strokes = [...awaited, ...own.filter((one) => !isHairMark(one))]
      scene.current?.draw(context, area, { strokes, hair: [...current.hair, ...own.filter(isHairMark)] }, current)
    },
    [canvas],
  )

  useLayoutEffect(() => {
    latest.current = stage
    if (stage === undefined) {
      scene.current = undefined
      return
    }
    scene.current ??= new BrushScene()
    scene.current.lay(stage)
    const { width, height } = stage.stage
    if (canvas.current !== null && canvas.current.width !== width) canvas.current.width = width
    if (canvas.current !== null && canvas.current.height !== height) canvas.current.height = height
    draw({ x: 0, y: 0, width, height })
  })
  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  return useCallback(
    (stroke) => {
      const before = growing.current
      growing.current = stroke
      const changed = stroke === undefined ? before && scene.current?.forget(before) : scene.current?.grow(stroke)
      if (changed === undefined) return
      const isAsked = due.current !== undefined
      due.current = around(due.current, changed)
      if (isAsked) return
      frame.current = requestAnimationFrame(() => {
        const area = due.current
        due.current = undefined
        if (area !== undefined) draw(area)
      })
    },
    [draw],
  )
}
