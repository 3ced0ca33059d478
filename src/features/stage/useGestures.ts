import { type RefObject, useEffect } from 'react'
import type { Point } from '#core/viewport.ts'
import { useLatest } from '#ui/useLatest.ts'
import type { ViewportControl } from './useViewport.ts'

/**
 * Wheel, drag, pinch, double click and double tap on the stage, for as long as it is shown. Where one paints, what one finger or the first button does is
 * not for here: the picture is moved by two fingers or the middle button.
 */
export function useGestures(
  target: RefObject<HTMLElement | null>,
  control: ViewportControl,
  density: number,
  isPainting: boolean,
): void {
  // The listeners stay for good; what they call is always the latest.
  const latest = useLatest({ control, density, isPainting })

  useEffect(() => {
    const element = target.current
    if (element === null) return
    const stop = new AbortController()
    const options = { signal: stop.signal }
    const pointers = new Map<number, Point>()
    let lastTap = { at: 0, x: 0, y: 0 }
    let doubleTapAt = -Infinity

    const pointOf = (event: MouseEvent): Point => {
      const box = element.getBoundingClientRect()
      const { density: dense } = latest.current
      return { x: (event.clientX - box.left) * dense, y: (event.clientY - box.top) * dense }
    }
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      // Browsers tell a pinch on a touchpad as a wheel with Ctrl, in much smaller steps.
      const speed = event.ctrlKey ? 0.01 : 0.0016
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1
      const delta = Math.min(Math.max(event.deltaY * lines, -240), 240)
      latest.current.control.zoomBy(Math.exp(-delta * speed), pointOf(event))
    }
    const down = (event: PointerEvent) => {
      if (event.button !== 0 && event.button !== 1) return
      if (event.button === 1) event.preventDefault()
      pointers.set(event.pointerId, pointOf(event))
      element.setPointerCapture(event.pointerId)
    }
    const move = (event: PointerEvent) => {
      const before = pointers.get(event.pointerId)
      if (before === undefined) return
      const now = pointOf(event)
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
      pointers.set(event.pointerId, now)
      const { control: current } = latest.current
      const paints = latest.current.isPainting && (event.buttons & 4) === 0
      if (other === undefined) return paints ? undefined : current.panBy(now.x - before.x, now.y - before.y)
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }
      current.panBy((now.x - before.x) / 2, (now.y - before.y) / 2)
      current.zoomBy(distance(now, other) / Math.max(distance(before, other), 1), middle)
    }
    const up = (event: PointerEvent) => {
      const wasAlone = pointers.delete(event.pointerId) && pointers.size === 0
      if (event.type === 'pointercancel' || event.pointerType !== 'touch' || !wasAlone) return
      if (latest.current.isPainting) return
      const tap = { at: event.timeStamp, ...pointOf(event) }
      const isDouble = tap.at - lastTap.at < 350 && distance(tap, lastTap) < 30 * latest.current.density
      lastTap = isDouble ? { at: 0, x: 0, y: 0 } : tap
      if (!isDouble) return
      doubleTapAt = tap.at
      latest.current.control.toggle({ x: tap.x, y: tap.y })
    }
    const doubleClick = (event: MouseEvent) => {
      if (latest.current.isPainting) return
      // Some browsers tell a double tap as a double click, too.
      if (event.timeStamp - doubleTapAt > 500) latest.current.control.toggle(pointOf(event))
    }

    element.addEventListener('wheel', wheel, { ...options, passive: false })
    element.addEventListener('pointerdown', down, options)
    element.addEventListener('pointermove', move, options)
    element.addEventListener('pointerup', up, options)
    element.addEventListener('pointercancel', up, options)
    element.addEventListener('dblclick', doubleClick, options)
    return () => stop.abort()
  }, [target])
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
