import { effectRanges, type GlowSettings } from '#core/compositionSettings.ts'
import { Range } from '#ui/Range.tsx'
import { Switch } from '#ui/Switch.tsx'
import { ColourField } from './ColourField.tsx'

interface GlowFieldsProps {
  glow: GlowSettings
  onChange(glow: GlowSettings): void
}

/** Light around the subject: how far it reaches, how strong it is, and in which colour. */
export function GlowFields({ glow, onChange }: GlowFieldsProps) {
  return (
    <div className="field-group effect">
      <Switch
        label="Glow"
        detail="Light around the subject"
        isOn={glow.kind === 'light'}
        onChange={(isOn) => onChange(isOn ? starting : { kind: 'none' })}
      />
      {glow.kind === 'none' ? null : (
        <>
          <Range
            label="Reach of the glow"
            value={glow.sizePercent}
            {...effectRanges.glowPercent}
            shown={`${glow.sizePercent}\u00a0%`}
            onChange={(sizePercent) => onChange({ ...glow, sizePercent })}
          />
          <Range
            label="Strength of the glow"
            value={glow.opacityPercent}
            {...effectRanges.opacityPercent}
            shown={`${glow.opacityPercent}\u00a0%`}
            onChange={(opacityPercent) => onChange({ ...glow, opacityPercent })}
          />
          <ColourField
            label="Colour of the glow"
            colour={glow.colour}
            onColour={(colour) => onChange({ ...glow, colour })}
          />
        </>
      )}
    </div>
  )
}

const starting: GlowSettings = { kind: 'light', opacityPercent: 80, sizePercent: 6, colour: '#fff1c9' }
