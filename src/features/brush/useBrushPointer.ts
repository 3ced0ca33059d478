import { useEffect } from 'react'
import type { Stroke, StrokePoint } from '#core/strokes.ts'
import { useLatest } from '#ui/useLatest.ts'
import { begun, type Hand, hideCursor, ledOn, moveCursor, placeAt } from './painted.ts'

/** A second finger that comes within this time means to move the picture: what the first one painted was no stroke. */
const secondFingerMs = 350

/** Mouse, pen and finger paint: a stroke from press to release. Shift makes a line from the last end, Alt paints the other way; two fingers move the picture. */
export function useBrushPointer(hand: Hand): void {
  // The listeners stay for good; the hand they read is always the latest.
  const latest = useLatest(hand)
  const { frame } = hand.view

  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const stop = new AbortController()
    const options = { signal: stop.signal }
    const touches = new Set<number>()
    let stroke: Stroke | undefined
    let pointer = -1
    let startedAt = 0

    const show = (next: Stroke | undefined) => {
      stroke = next
      latest.current.view.show(next)
    }
    const placeOf = (event: PointerEvent): StrokePoint => ({
      ...placeAt(latest.current.view, event),
      pressure: event.pointerType === 'pen' ? event.pressure : 1,
    })
    const finish = () => {
      const finished = stroke
      if (finished === undefined) return
      // First the stroke comes to the others, so that it is not gone for a moment.
      latest.current.finish(finished)
      show(undefined)
    }
    const down = (event: PointerEvent) => {
      if (event.pointerType === 'touch') touches.add(event.pointerId)
      if (touches.size > 1) {
        if (event.timeStamp - startedAt < secondFingerMs) show(undefined)
        else finish()
        return
      }
      if (event.button !== 0 || stroke !== undefined) return
      pointer = event.pointerId
      startedAt = event.timeStamp
      show(begun(latest.current, placeOf(event), { isLine: event.shiftKey, isOther: event.altKey }))
      moveCursor(latest.current, placeOf(event), event.altKey)
    }
    const move = (event: PointerEvent) => {
      moveCursor(latest.current, placeOf(event), stroke === undefined && event.altKey)
      if (stroke === undefined || event.pointerId !== pointer) return
      const all = event.getCoalescedEvents?.() ?? []
      const led = ledOn(stroke, (all.length === 0 ? [event] : all).map(placeOf))
      if (led !== stroke) show(led)
    }
    const up = (event: PointerEvent) => {
      touches.delete(event.pointerId)
      if (event.pointerType === 'touch') hideCursor(latest.current)
      if (event.pointerId !== pointer) return
      pointer = -1
      if (event.type === 'pointercancel') show(undefined)
      else finish()
    }
    // In some browsers Alt alone would leave the page for the menu.
    const alt = (event: KeyboardEvent) => event.key === 'Alt' && event.preventDefault()

    element.addEventListener('pointerdown', down, options)
    element.addEventListener('pointermove', move, options)
    element.addEventListener('pointerup', up, options)
    element.addEventListener('pointercancel', up, options)
    element.addEventListener('pointerleave', () => hideCursor(latest.current), options)
    addEventListener('keydown', alt, options)
    return () => {
      stop.abort()
      latest.current.view.show(undefined)
    }
  }, [frame])
}
