import { type ShadowKind, usualShadows } from '#core/composition.ts'
import { effectRanges, type ShadowSettings } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
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
        label={say('compose.shadow')}
        isLabelShown
        options={kinds.map((kind) => ({ value: kind, label: say(`compose.shadow.${kind}`) }))}
        value={shadow.kind}
        onChange={(kind) => onChange(kind === 'none' ? { kind } : starting(kind))}
      />
      {shadow.kind === 'none' ? null : (
        <div className="ranges">
          <Range
            label={say('compose.shadow.opacity')}
            value={shadow.opacityPercent}
            {...effectRanges.opacityPercent}
            shown={say('compose.percent', { percent: shadow.opacityPercent })}
            onChange={(opacityPercent) => onChange({ ...shadow, opacityPercent })}
          />
          <Range
            label={say('compose.shadow.softness')}
            value={shadow.blurPercent}
            {...effectRanges.softPercent}
            shown={say('compose.percent', { percent: shadow.blurPercent })}
            onChange={(blurPercent) => onChange({ ...shadow, blurPercent })}
          />
          {shadow.kind === 'contact' ? null : (
            <Range
              label={say(shadow.kind === 'cast' ? 'compose.shadow.length' : 'compose.shadow.distance')}
              value={shadow.distancePercent}
              {...effectRanges.distancePercent}
              step={shadow.kind === 'cast' ? 1 : 0.1}
              max={shadow.kind === 'cast' ? effectRanges.distancePercent.max : 20}
              shown={say('compose.percent', { percent: shadow.distancePercent })}
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

const kinds = ['none', 'contact', 'drop', 'cast'] as const satisfies readonly ShadowSettings['kind'][]
