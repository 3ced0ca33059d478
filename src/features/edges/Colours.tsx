import { type EdgeSettings, edgeRanges } from '#core/edges.ts'
import { Choice } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'
import { Switch } from '#ui/Switch.tsx'

interface ColoursProps {
  edges: EdgeSettings
  onChange(change: Partial<EdgeSettings>): void
}

/** The old background's tint in half-transparent pixels. */
export function Colours({ edges: { cleanColours, cleanPercent }, onChange }: ColoursProps) {
  return (
    <>
      <Switch
        label="Clean colours"
        detail="Removes the old background’s tint from hair and fur"
        isOn={cleanColours}
        onChange={(next) => onChange({ cleanColours: next })}
      />
      {cleanColours ? (
        <Range
          label="Strength"
          value={cleanPercent}
          {...edgeRanges.cleanPercent}
          shown={`${cleanPercent} %`}
          onChange={(next) => onChange({ cleanPercent: next })}
        />
      ) : null}
    </>
  )
}

/** What becomes of the transparency that a photo brought along. */
export function OwnTransparency({ edges: { existingAlpha }, onChange }: ColoursProps) {
  return (
    <div className="own-transparency">
      <Choice
        className="choice-framed"
        label="Transparency of the photo"
        isLabelShown
        options={ways}
        value={existingAlpha}
        onChange={(next) => onChange({ existingAlpha: next })}
      />
      <p className="small-print">{wayWords[existingAlpha]}</p>
    </div>
  )
}

const ways = [
  { value: 'multiply', label: 'Join' },
  { value: 'ignore', label: 'Ignore' },
  { value: 'keep', label: 'Keep' },
] as const

const wayWords = {
  multiply: 'What was transparent stays so, and the background goes as well.',
  ignore: 'The photo counts as opaque: only the mask decides.',
  keep: 'Only the photo’s own transparency counts: the mask is not used.',
} as const
