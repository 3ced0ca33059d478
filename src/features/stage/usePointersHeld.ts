import { type RefObject, useEffect, useRef } from 'react'

/** How many pointers are pressed at this moment, anywhere on the page: while one is, a control is being moved. */
export function usePointersHeld(): RefObject<number> {
  const held = useRef(0)
  useEffect(() => {
    const pressed = new Set<number>()
    const stop = new AbortController()
    const options = { capture: true, signal: stop.signal }
    const press = ({ pointerId }: PointerEvent) => {
      held.current = pressed.add(pointerId).size
    }
    const release = ({ pointerId }: PointerEvent) => {
      pressed.delete(pointerId)
      held.current = pressed.size
    }
    addEventListener('pointerdown', press, options)
    addEventListener('pointerup', release, options)
    addEventListener('pointercancel', release, options)
    // A pointer that is let go outside the window is not always told of; one that hovers is not pressed.
    const hover = (event: PointerEvent) => event.buttons === 0 && release(event)
    addEventListener('pointermove', hover, options)
    return () => stop.abort()
  }, [])
  return held
}
