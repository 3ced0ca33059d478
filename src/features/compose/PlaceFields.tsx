import type { ReactNode } from 'react'
import { canvasRanges, type SubjectPlace, type Third, thirds } from '#core/compositionSettings.ts'
import { Choice } from '#ui/Choice.tsx'
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
        label="Subject"
        isLabelShown
        options={ways}
        value={place.kind}
        onChange={(kind) => onChange(kind === 'placed' ? starting : { kind })}
      />
      {place.kind === 'placed' ? (
        <>
          <Range
            label="Fills"
            value={place.fillPercent}
            {...canvasRanges.fillPercent}
            shown={`${place.fillPercent}\u00a0%`}
            onChange={(fillPercent) => onChange({ ...place, fillPercent })}
          />
          <Choice
            className="anchors"
            label="Stands"
            isLabelShown
            options={anchors}
            value={`${place.across} ${place.down}`}
            onChange={(name) => onChange({ ...place, ...anchorOf(name) })}
          />
        </>
      ) : null}
      {place.kind === 'free' ? children : null}
    </div>
  )
}

const ways = [
  { value: 'own', label: 'As in photo' },
  { value: 'placed', label: 'Placed' },
  { value: 'free', label: 'By hand' },
] as const

const names: Record<Third, Record<Third, string>> = {
  0: { 0: 'Upper left', 50: 'Above', 100: 'Upper right' },
  50: { 0: 'Left', 50: 'Centre', 100: 'Right' },
  100: { 0: 'Lower left', 50: 'Below', 100: 'Lower right' },
}

const anchors = thirds.flatMap((down) =>
  thirds.map((across) => ({
    value: `${across} ${down}`,
    label: (
      <>
        <i aria-hidden="true" />
        <span className="unseen">{names[down][across]}</span>
      </>
    ),
  })),
)

function anchorOf(name: string): Pick<Placed, 'across' | 'down'> {
  const [across, down] = name.split(' ').map((part) => thirds.find((third) => String(third) === part))
  return { across: across ?? 50, down: down ?? 50 }
}
