import { type RefObject, useEffect } from 'react'
import { cornerOf, directionTo, moved, type Pose, sized, turnedTo } from '#core/subject/pose.ts'
import { snapped, snappedAngle } from '#core/subject/snap.ts'
import type { Point } from '#core/viewport.ts'
import { useLatest } from '#ui/useLatest.ts'
import type { SubjectHand } from './subjectHand.ts'

/** How near the subject must come to a line to be drawn to it, in CSS pixels. */
const snapPixels = 6

/** One gesture from press to release, all of it on the canvas as it was at first. */
interface Gesture {
  hand: SubjectHand
  pose: Pose
  grip: string
  from: Point
  /** The second finger, where there is one. */
  other: Point | undefined
}

/**
 * Mouse, pen and finger move the subject, size it by its corners (with Alt about its middle) and turn it by its handle; two fingers do all of it at once.
 * Shift keeps to one direction, Ctrl or Alt lets nothing draw the subject.
 */
export function useSubjectPointer(target: RefObject<HTMLElement | null>, hand: SubjectHand): void {
  // The listeners stay for good; the hand they read is always the latest.
  const latest = useLatest(hand)

  useEffect(() => {
    const element = target.current
    if (element === null) return
    const stop = new AbortController()
    const options = { signal: stop.signal }
    const pointers = new Map<number, Point>()
    let gesture: Gesture | undefined

    const pointOf = (event: PointerEvent): Point => {
      const { view } = gesture?.hand ?? latest.current
      const { viewport, density } = view
      const box = view.frame.current?.getBoundingClientRect()
      return {
        x: ((event.clientX - (box?.left ?? 0)) * density - viewport.x) / viewport.scale,
        y: ((event.clientY - (box?.top ?? 0)) * density - viewport.y) / viewport.scale,
      }
    }
    const begin = (grip: string) => {
      const [from, other] = pointers.values()
      if (from !== undefined) gesture = { hand: latest.current, pose: latest.current.pose, grip, from, other }
    }
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return
      // The picture below stays where it is.
      event.stopPropagation()
      event.preventDefault()
      element.focus({ preventScroll: true })
      element.setPointerCapture(event.pointerId)
      pointers.set(event.pointerId, pointOf(event))
      begin(gripOf(event.target))
    }
    const move = (event: PointerEvent) => {
      if (!pointers.has(event.pointerId) || gesture === undefined) return
      pointers.set(event.pointerId, pointOf(event))
      const [now, other] = pointers.values()
      if (now === undefined) return
      if (gesture.other !== undefined && other !== undefined) pinch(gesture, gesture.other, now, other)
      else if (gesture.grip === 'body') carry(gesture, now, event)
      else if (gesture.grip === 'turn') turn(gesture, now, event.altKey)
      else stretch(gesture, now, event.altKey)
    }
    const up = (event: PointerEvent) => {
      if (!pointers.delete(event.pointerId)) return
      latest.current.showLines([])
      gesture = undefined
      if (pointers.size > 0) begin('body')
    }

    element.addEventListener('pointerdown', down, options)
    element.addEventListener('pointermove', move, options)
    element.addEventListener('pointerup', up, options)
    element.addEventListener('pointercancel', up, options)
    // A double click is none at the picture.
    element.addEventListener('dblclick', (event) => event.stopPropagation(), options)
    return () => stop.abort()
  }, [target])
}

function gripOf(target: EventTarget | null): string {
  return (target instanceof HTMLElement ? target.dataset['grip'] : undefined) ?? 'body'
}

function carry({ hand, pose, from }: Gesture, now: Point, event: PointerEvent): void {
  const { view, box, canvas } = hand
  const [right, down] = [now.x - from.x, now.y - from.y]
  const isAcross = Math.abs(right) >= Math.abs(down)
  const free = event.shiftKey ? moved(pose, isAcross ? right : 0, isAcross ? 0 : down) : moved(pose, right, down)
  const isFree = event.altKey || event.ctrlKey || event.metaKey
  const reach = isFree ? 0 : (snapPixels * view.density) / view.viewport.scale
  const drawn = snapped(free, box, canvas, reach)
  hand.showLines(drawn.lines)
  hand.put(drawn.pose, 'move', canvas)
}

function stretch({ hand, pose, grip, from }: Gesture, now: Point, isAboutMiddle: boolean): void {
  const [across = 1, down = 1] = grip.split(' ').map(Number)
  const about = isAboutMiddle ? pose : cornerOf(pose, -across, -down)
  const corner = cornerOf(pose, across, down)
  const along = { x: corner.x - about.x, y: corner.y - about.y }
  // Along the diagonal: what the hand strays to the side does not count.
  const length = along.x ** 2 + along.y ** 2
  const more = ((now.x - from.x) * along.x + (now.y - from.y) * along.y) / length
  hand.put(sized(pose, 1 + more, about, hand.canvas), 'size', hand.canvas)
}

function turn({ hand, pose, from }: Gesture, now: Point, isFree: boolean): void {
  const degrees = pose.degrees + directionTo(pose, now) - directionTo(pose, from)
  hand.put(turnedTo(pose, isFree ? Math.round(degrees) : snappedAngle(degrees)), 'turn', hand.canvas)
}

function pinch({ hand, pose, from }: Gesture, other: Point, now: Point, nowOther: Point): void {
  const middle = (one: Point, two: Point) => ({ x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 })
  const [before, after] = [middle(from, other), middle(now, nowOther)]
  const times =
    Math.hypot(now.x - nowOther.x, now.y - nowOther.y) / Math.max(1, Math.hypot(from.x - other.x, from.y - other.y))
  const degrees = snappedAngle(pose.degrees + directionTo(now, nowOther) - directionTo(from, other))
  const grown = sized(moved(pose, after.x - before.x, after.y - before.y), times, after, hand.canvas)
  hand.put(turnedTo(grown, degrees), 'size', hand.canvas)
}
