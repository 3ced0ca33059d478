import type { Rect } from '#core/geometry.ts'

/** Names of what is seen, in the upper corners of the picture. */
export function Tags({ room, names }: { room: Rect; names: readonly string[] }) {
  if (room.width < 180) return null
  return (
    <div className="tags" style={{ translate: `${room.x}px ${room.y}px`, width: room.width }} aria-hidden="true">
      {names.map((name) => (
        <span key={name} className="tag">
          {name}
        </span>
      ))}
    </div>
  )
}
