import { effectRanges, type GlowSettings } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
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
        label={say('compose.glow')}
        detail={say('compose.glow.detail')}
        isOn={glow.kind === 'light'}
        onChange={(isOn) => onChange(isOn ? starting : { kind: 'none' })}
      />
      {glow.kind === 'none' ? null : (
        <>
          <Range
            label={say('compose.glow.reach')}
            value={glow.sizePercent}
            {...effectRanges.glowPercent}
            shown={say('compose.percent', { percent: glow.sizePercent })}
            onChange={(sizePercent) => onChange({ ...glow, sizePercent })}
          />
          <Range
            label={say('compose.glow.strength')}
            value={glow.opacityPercent}
            {...effectRanges.opacityPercent}
            shown={say('compose.percent', { percent: glow.opacityPercent })}
            onChange={(opacityPercent) => onChange({ ...glow, opacityPercent })}
          />
          <ColourField
            label={say('compose.glow.colour')}
            colour={glow.colour}
            onColour={(colour) => onChange({ ...glow, colour })}
          />
        </>
      )}
    </div>
  )
}

const starting: GlowSettings = { kind: 'light', opacityPercent: 80, sizePercent: 6, colour: '#fff1c9' }
