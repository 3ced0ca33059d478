import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { Rect } from '#core/geometry.ts'
import { say } from '#core/say.ts'

interface DividerProps {
  /** The part of the photo that is visible, in CSS pixels from the stage's corner. */
  room: Rect
  /** Where it stands in that part, 0 to 1. */
  value: number
  onChange(value: number): void
}

/** The line between before and after: dragged, or moved by arrow keys. */
export function Divider({ room, value, onChange }: DividerProps) {
  const grip = useRef<HTMLDivElement>(null)
  const set = (next: number) => onChange(Math.min(Math.max(next, 0), 1))
  const percent = Math.round(value * 100)

  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const stage = grip.current?.parentElement?.getBoundingClientRect()
    if (stage !== undefined) set((event.clientX - stage.left - room.x) / room.width)
  }
  const key = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 0.1 : 0.02
    const places: Record<string, number> = {
      ArrowLeft: value - step,
      ArrowDown: value - step,
      ArrowRight: value + step,
      ArrowUp: value + step,
      PageDown: value - 0.1,
      PageUp: value + 0.1,
      Home: 0,
      End: 1,
    }
    const next = places[event.key]
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    set(next)
  }

  return (
    <div
      ref={grip}
      className="divider"
      style={{ translate: `${room.x + value * room.width}px ${room.y}px`, height: room.height }}
      role="slider"
      tabIndex={0}
      aria-label={say('stage.divider')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={say('stage.divider.at', { before: percent, after: 100 - percent })}
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
      onKeyDown={key}
    >
      <span className="divider-knob">
        <ChevronLeft size={15} strokeWidth={2.5} aria-hidden="true" />
        <ChevronRight size={15} strokeWidth={2.5} aria-hidden="true" />
      </span>
    </div>
  )
}
