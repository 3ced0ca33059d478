import type { KeyboardEvent } from 'react'
import type { ViewportControl } from './useViewport.ts'

/** How far a press of an arrow key moves a picture, in CSS pixels. */
const stepPixels = 60

/** Lets arrow keys move a picture that is larger than its stage. */
export function panKeys(control: ViewportControl, density: number): (event: KeyboardEvent) => void {
  const step = stepPixels * density
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [step, 0],
    ArrowRight: [-step, 0],
    ArrowUp: [0, step],
    ArrowDown: [0, -step],
  }
  return (event) => {
    const move = moves[event.key]
    if (move === undefined || !control.canPan) return
    event.preventDefault()
    control.panBy(...move)
  }
}
