import type { ReactNode } from 'react'
import { canvasRanges, type SubjectPlace, type Third, thirds } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import type { MessageId } from '#messages/ids.ts'
import { Choice, type Option } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'

type Placed = Extract<SubjectPlace, { kind: 'placed' }>

interface PlaceFieldsProps {
  place: SubjectPlace
  /** What it begins with where nothing was placed yet. */
  starting: SubjectPlace
  onChange(place: SubjectPlace): void
  /** Figures of a place that was found by hand. */
  children: ReactNode
}

/** How much of the canvas the subject fills, and at which of nine places it stands, or that a hand puts it somewhere. */
export function PlaceFields({ place, starting, onChange, children }: PlaceFieldsProps) {
  return (
    <div className="place">
      <Choice
        className="choice-framed ways"
        label={say('compose.place')}
        isLabelShown
        options={ways.map((way) => ({ value: way, label: say(`compose.place.${way}`) }))}
        value={place.kind}
        onChange={(kind) => onChange(kind === 'placed' ? starting : { kind })}
      />
      {place.kind === 'placed' ? (
        <>
          <Range
            label={say('compose.place.fills')}
            value={place.fillPercent}
            {...canvasRanges.fillPercent}
            shown={say('compose.percent', { percent: place.fillPercent })}
            onChange={(fillPercent) => onChange({ ...place, fillPercent })}
          />
          <Choice
            className="anchors"
            label={say('compose.anchor')}
            isLabelShown
            options={anchors()}
            value={`${place.across} ${place.down}`}
            onChange={(name) => onChange({ ...place, ...anchorOf(name) })}
          />
        </>
      ) : null}
      {place.kind === 'free' ? children : null}
    </div>
  )
}

const ways = ['own', 'placed', 'free'] as const satisfies readonly SubjectPlace['kind'][]

const anchorWords = {
  0: { 0: 'compose.anchor.upperLeft', 50: 'compose.anchor.above', 100: 'compose.anchor.upperRight' },
  50: { 0: 'compose.anchor.left', 50: 'compose.anchor.centre', 100: 'compose.anchor.right' },
  100: { 0: 'compose.anchor.lowerLeft', 50: 'compose.anchor.below', 100: 'compose.anchor.lowerRight' },
} as const satisfies Record<Third, Record<Third, MessageId>>

function anchors(): Option<string>[] {
  return thirds.flatMap((down) =>
    thirds.map((across) => ({
      value: `${across} ${down}`,
      label: (
        <>
          <i aria-hidden="true" />
          <span className="unseen">{say(anchorWords[down][across])}</span>
        </>
      ),
    })),
  )
}

function anchorOf(name: string): Pick<Placed, 'across' | 'down'> {
  const [across, down] = name.split(' ').map((part) => thirds.find((third) => String(third) === part))
  return { across: across ?? 50, down: down ?? 50 }
}
