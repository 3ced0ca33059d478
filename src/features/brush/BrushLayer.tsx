import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { type Stroke, usualBrushSize } from '#core/strokes.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { useKeys } from '#ui/useKeys.ts'
import type { Painted } from './painted.ts'
import { useBrushKeys } from './useBrushKeys.ts'
import { useBrushPointer } from './useBrushPointer.ts'
import './brush.css'

interface BrushLayerProps {
  app: App
  photoId: string
  view: Painted
}

const brushOf = (state: AppState) => state.brush
const hasKeysOf = (state: AppState) => state.hasLetterKeys

/** The brush over the picture: its outline, and the hands and keys that lead it. */
export function BrushLayer({ app, photoId, view }: BrushLayerProps) {
  const inHand = useStore(app.store, brushOf)
  const hasKeys = useStore(app.store, hasKeysOf)
  const cursor = useRef<HTMLDivElement>(null)
  const lastEnd = useRef<Stroke['points'][number]>(undefined)
  const { look, ...rest } = inHand
  const brush = { ...rest, size: inHand.size ?? usualBrushSize(view.size) }
  const hand = {
    view,
    brush,
    cursor,
    lastEnd,
    finish: (stroke: Stroke) => {
      lastEnd.current = stroke.points.at(-1)
      app.brushing.paint(photoId, stroke)
    },
    tell: (words: string) => app.brushing.tell(words),
  }
  useBrushPointer(hand)
  useBrushKeys(hand)
  useKeys(
    {
      x: app.brushing.swap,
      s: app.brushing.swapNature,
      '[': () => app.brushing.resize(photoId, 0.8),
      ']': () => app.brushing.resize(photoId, 1.25),
      o: () => app.brushing.set({ look: look === 'veil' ? 'cutout' : 'veil' }),
    },
    hasKeys,
  )
  // A pointer that rests sees the size change under it.
  const across = Math.max(3, (brush.size * view.viewport.scale) / view.density)
  useEffect(() => {
    cursor.current?.style.setProperty('--across', `${across}px`)
  }, [across])
  return <div ref={cursor} className="brush-cursor" data-kind={brush.kind} aria-hidden="true" />
}
