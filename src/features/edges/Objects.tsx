import { MousePointerClick } from 'lucide-react'
import type { KeptObjects, PhotoPoint } from '#core/edges.ts'
import { percentInWords } from '#core/figures.ts'
import type { EdgeFacts } from '#core/look.ts'
import { keptObjects } from '#core/objectMap.ts'
import { Button } from '#ui/Button.tsx'
import { Choice } from '#ui/Choice.tsx'

interface ObjectsProps {
  facts: EdgeFacts
  kept: KeptObjects
  isPicking: boolean
  onKeep(kept: KeptObjects): void
  onPick(place: PhotoPoint): void
  onPicking(isPicking: boolean): void
}

/** Which of the mask's separate objects stay. */
export function Objects({ facts: { objects, map }, kept, isPicking, onKeep, onPick, onPicking }: ObjectsProps) {
  const stay = keptObjects(map, objects, kept)
  const choose = (keep: KeptObjects['keep']) => {
    if (keep === 'picked') onKeep({ keep, at: objects.filter((_, index) => stay.has(index)).map(({ at }) => at) })
    else onKeep({ keep })
    onPicking(keep === 'picked')
  }
  return (
    <section className="objects" aria-label="Objects">
      <Choice
        className="choice-framed"
        label={`Objects · ${objects.length}`}
        isLabelShown
        options={ways}
        value={kept.keep}
        onChange={choose}
      />
      {kept.keep === 'picked' ? (
        <>
          <Button
            icon={<MousePointerClick />}
            aria-pressed={isPicking}
            className="objects-pick"
            onClick={() => onPicking(!isPicking)}
          >
            {isPicking ? 'Done picking' : 'Pick on the picture'}
          </Button>
          <ul className="object-list">
            {objects.map((object, index) => (
              <li key={`${object.at.x} ${object.at.y}`}>
                <label>
                  <input type="checkbox" checked={stay.has(index)} onChange={() => onPick(object.at)} />
                  <span>{`Object ${index + 1}`}</span>
                  <span className="figures">{areaInWords(object.share)}</span>
                </label>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

function areaInWords(share: number): string {
  return share < 0.005 ? 'below 1\u00a0%' : percentInWords(share)
}

const ways = [
  { value: 'all', label: 'All' },
  { value: 'largest', label: 'Largest' },
  { value: 'picked', label: 'Picked' },
] as const
