import type { KeptObjects, PhotoPoint } from '#core/edges.ts'
import type { Rect } from '#core/geometry.ts'
import type { EdgeFacts } from '#core/look.ts'
import { keptObjects } from '#core/objectMap.ts'
import { say } from '#core/say.ts'

interface PickLayerProps {
  /** Where the photo lies on the stage, in CSS pixels. */
  rect: Rect
  facts: EdgeFacts
  kept: KeptObjects
  onPick(place: PhotoPoint): void
}

/** Marks on the mask's separate objects, by which they are picked; a click on an object itself does the same. */
export function PickLayer({ rect, facts: { objects, map }, kept, onPick }: PickLayerProps) {
  const stay = keptObjects(map, objects, kept)
  return (
    <fieldset className="picks" aria-label={say('stage.objects')}>
      {objects.map(({ at }, index) => (
        <button
          key={`${at.x} ${at.y}`}
          type="button"
          className="pick"
          aria-pressed={stay.has(index)}
          aria-label={say('stage.object', { number: index + 1 })}
          style={{ translate: `${rect.x + at.x * rect.width}px ${rect.y + at.y * rect.height}px` }}
          onClick={() => onPick(at)}
        >
          {index + 1}
        </button>
      ))}
    </fieldset>
  )
}
