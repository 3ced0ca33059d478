import { type KeyboardEvent, useEffect, useRef } from 'react'
import { say } from '#core/say.ts'
import { fillOf, moved, sized, turnedTo } from '#core/subject/pose.ts'
import { useLatest } from '#ui/useLatest.ts'
import type { SubjectHand } from './subjectHand.ts'

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** How much larger one press makes the subject. */
const growth = 1.02

/** With Shift one press does so many times as much. */
const large = { move: 10, turn: 15 } as const

/** How long the subject must rest before its place is told: a key that is held would tell every step. */
const restMs = 500

/**
 * Arrow keys move the subject by a pixel of the screen (with Shift by ten), plus and minus size it, comma and full stop turn it by a degree (with Shift by
 * fifteen), H and V flip it.
 */
export function useSubjectKeys(
  hand: SubjectHand,
  flip: (direction: 'across' | 'down') => void,
  tell: (words: string) => void,
): (event: KeyboardEvent) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useLatest(hand)
  useEffect(() => () => clearTimeout(timer.current), [])
  const { pose, canvas, view, put } = hand
  const pixel = Math.max(1, Math.round(view.density / view.viewport.scale))
  const act = (event: KeyboardEvent): boolean => {
    const way = ways[event.key]
    if (way !== undefined) {
      const step = pixel * (event.shiftKey ? large.move : 1)
      put(moved(pose, way[0] * step, way[1] * step), 'move', canvas)
      return true
    }
    switch (event.key) {
      case '+':
      case '=':
        put(sized(pose, growth, pose, canvas), 'size', canvas)
        return true
      case '-':
      case '−':
        put(sized(pose, 1 / growth, pose, canvas), 'size', canvas)
        return true
      case ',':
      case '.':
        put(turnedTo(pose, pose.degrees + (event.key === ',' ? -1 : 1)), 'turn', canvas)
        return true
      case '<':
      case '>':
        put(turnedTo(pose, pose.degrees + (event.key === '<' ? -large.turn : large.turn)), 'turn', canvas)
        return true
      case 'h':
      case 'H':
        flip('across')
        return true
      case 'v':
      case 'V':
        flip('down')
        return true
      default:
        return false
    }
  }
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !act(event)) return
    event.preventDefault()
    event.stopPropagation()
    clearTimeout(timer.current)
    timer.current = setTimeout(() => tell(inWords(latest.current)), restMs)
  }
}

function inWords({ pose, canvas }: SubjectHand): string {
  const [across, down] = [Math.round((100 * pose.x) / canvas.width), Math.round((100 * pose.y) / canvas.height)]
  const place = { across, down, fills: Math.round(fillOf(pose, canvas)) }
  return pose.degrees === 0 ? say('subject.at', place) : say('subject.at.turned', { ...place, degrees: pose.degrees })
}
