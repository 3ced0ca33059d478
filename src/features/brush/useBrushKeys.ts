import { useEffect } from 'react'
import { say } from '#core/say.ts'
import type { Stroke } from '#core/strokes.ts'
import { useLatest } from '#ui/useLatest.ts'
import { begun, type Hand, ledOn, moveCursor, placeAt } from './painted.ts'

/** One press of an arrow moves the brush by this share of its width; with Shift by four times as much. */
const stepShare = 0.25

/** The brush is kept so far from the stage's rim, as a share of the stage. */
const rimShare = 0.1

/** How long the brush must rest before its place is told: a key that is held would tell every step. */
const restMs = 500

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Arrow keys lead the brush while the picture has the focus, and Space paints for as long as it is held; with Shift as a line from the last end, with Alt the other way. */
export function useBrushKeys(hand: Hand): void {
  const latest = useLatest(hand)
  const { frame } = hand.view

  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const stop = new AbortController()
    const options = { signal: stop.signal }
    let place: { x: number; y: number } | undefined
    let stroke: Stroke | undefined
    let timer: ReturnType<typeof setTimeout> | undefined

    const show = (next: Stroke | undefined) => {
      stroke = next
      latest.current.view.show(next)
    }
    const here = () => {
      const { size } = latest.current.view
      place ??= { x: size.width / 2, y: size.height / 2 }
      return { ...place, pressure: 1 }
    }
    const lead = ([right, down]: readonly [number, number], times: number) => {
      const { view, brush, tell } = latest.current
      const step = Math.max(1, Math.round(brush.size * stepShare)) * times
      const { x, y } = here()
      const at = {
        x: Math.min(view.size.width, Math.max(0, x + right * step)),
        y: Math.min(view.size.height, Math.max(0, y + down * step)),
      }
      place = at
      if (stroke !== undefined) show(ledOn(stroke, [here()]))
      keepInSight(view, at)
      moveCursor(latest.current, at)
      clearTimeout(timer)
      timer = setTimeout(() => tell(placeInWords(at, view.size)), restMs)
    }
    const press = (event: KeyboardEvent) => {
      if (event.target !== element || event.ctrlKey || event.metaKey) return
      const way = ways[event.key]
      if (way !== undefined) {
        event.preventDefault()
        lead(way, event.shiftKey ? 4 : 1)
      }
      if (event.key !== ' ') return
      event.preventDefault()
      if (event.repeat || stroke !== undefined) return
      moveCursor(latest.current, here(), event.altKey)
      show(begun(latest.current, here(), { isLine: event.shiftKey, isOther: event.altKey }))
    }
    const finish = () => {
      if (stroke === undefined) return
      latest.current.finish(stroke)
      show(undefined)
    }
    const release = (event: KeyboardEvent) => event.key === ' ' && finish()
    // Where the mouse was last the keys go on.
    const follow = (event: PointerEvent) => {
      if (stroke === undefined) place = placeAt(latest.current.view, event)
    }

    element.addEventListener('keydown', press, options)
    element.addEventListener('keyup', release, options)
    element.addEventListener('blur', finish, options)
    element.addEventListener('pointerdown', follow, options)
    return () => {
      stop.abort()
      clearTimeout(timer)
      latest.current.view.show(undefined)
    }
  }, [frame])
}

/** Moves an enlarged picture so that this place of it can be seen. */
function keepInSight({ stage, viewport, panBy }: Hand['view'], { x, y }: { x: number; y: number }): void {
  const beyond = (at: number, length: number) => {
    const rim = length * rimShare
    return Math.min(0, at - rim) + Math.max(0, at - (length - rim))
  }
  const right = beyond(viewport.x + x * viewport.scale, stage.width)
  const down = beyond(viewport.y + y * viewport.scale, stage.height)
  if (right !== 0 || down !== 0) panBy(-right, -down)
}

function placeInWords(at: { x: number; y: number }, size: { width: number; height: number }): string {
  const share = (place: number, length: number) => Math.round((100 * place) / length)
  return say('brush.at', { across: share(at.x, size.width), down: share(at.y, size.height) })
}
