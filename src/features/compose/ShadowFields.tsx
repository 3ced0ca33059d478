import { type ShadowKind, usualShadows } from '#core/composition.ts'
import { effectRanges, type ShadowSettings } from '#core/compositionSettings.ts'
import { Choice } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'

interface ShadowFieldsProps {
  shadow: ShadowSettings
  onChange(shadow: ShadowSettings): void
}

/** The shadow that a subject throws: how dark, how soft and how far. */
export function ShadowFields({ shadow, onChange }: ShadowFieldsProps) {
  return (
    <div className="field-group effect">
      <Choice
        className="choice-framed"
        label="Shadow"
        isLabelShown
        options={kinds}
        value={shadow.kind}
        onChange={(kind) => onChange(kind === 'none' ? { kind } : starting(kind))}
      />
      {shadow.kind === 'none' ? null : (
        <div className="ranges">
          <Range
            label="Opacity"
            value={shadow.opacityPercent}
            {...effectRanges.opacityPercent}
            shown={`${shadow.opacityPercent}\u00a0%`}
            onChange={(opacityPercent) => onChange({ ...shadow, opacityPercent })}
          />
          <Range
            label="Softness"
            value={shadow.blurPercent}
            {...effectRanges.softPercent}
            shown={`${shadow.blurPercent}\u00a0%`}
            onChange={(blurPercent) => onChange({ ...shadow, blurPercent })}
          />
          {shadow.kind === 'contact' ? null : (
            <Range
              label={shadow.kind === 'cast' ? 'Length' : 'Distance'}
              value={shadow.distancePercent}
              {...effectRanges.distancePercent}
              step={shadow.kind === 'cast' ? 1 : 0.1}
              max={shadow.kind === 'cast' ? effectRanges.distancePercent.max : 20}
              shown={`${shadow.distancePercent}\u00a0%`}
              onChange={(distancePercent) => onChange({ ...shadow, distancePercent })}
            />
          )}
        </div>
      )}
    </div>
  )
}

function starting(kind: ShadowKind): ShadowSettings {
  return { kind, opacityPercent: 45, ...usualShadows[kind] }
}

const kinds = [
  { value: 'none', label: 'None' },
  { value: 'contact', label: 'Contact' },
  { value: 'drop', label: 'Drop' },
  { value: 'cast', label: 'Cast' },
] as const
