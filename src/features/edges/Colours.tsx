import { type EdgeSettings, edgeRanges } from '#core/edges.ts'
import { say } from '#core/say.ts'
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
        label={say('edges.cleanColours')}
        detail={say('edges.cleanColours.detail')}
        isOn={cleanColours}
        onChange={(next) => onChange({ cleanColours: next })}
      />
      {cleanColours ? (
        <Range
          label={say('edges.cleanColours.strength')}
          value={cleanPercent}
          {...edgeRanges.cleanPercent}
          shown={say('edges.percent', { percent: cleanPercent })}
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
        label={say('edges.ownTransparency')}
        isLabelShown
        options={ways.map((way) => ({ value: way, label: say(`edges.ownTransparency.${way}`) }))}
        value={existingAlpha}
        onChange={(next) => onChange({ existingAlpha: next })}
      />
      <p className="small-print">{say(`edges.ownTransparency.${existingAlpha}.detail`)}</p>
    </div>
  )
}

const ways = ['multiply', 'ignore', 'keep'] as const
