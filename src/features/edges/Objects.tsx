import { MousePointerClick } from 'lucide-react'
import type { KeptObjects, PhotoPoint } from '#core/edges.ts'
import { percentInWords } from '#core/figures.ts'
import type { EdgeFacts } from '#core/look.ts'
import { keptObjects } from '#core/objectMap.ts'
import { say } from '#core/say.ts'
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
    <section className="objects" aria-label={say('edges.objects')}>
      <Choice
        className="choice-framed"
        label={say('edges.objects.counted', { count: objects.length })}
        isLabelShown
        options={ways.map((way) => ({ value: way, label: say(`edges.objects.${way}`) }))}
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
            {say(isPicking ? 'edges.objects.donePicking' : 'edges.objects.pick')}
          </Button>
          <ul className="object-list">
            {objects.map((object, index) => (
              <li key={`${object.at.x} ${object.at.y}`}>
                <label>
                  <input type="checkbox" checked={stay.has(index)} onChange={() => onPick(object.at)} />
                  <span>{say('edges.object', { number: index + 1 })}</span>
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
  return share < 0.005 ? say('edges.object.small') : percentInWords(share)
}

const ways = ['all', 'largest', 'picked'] as const
