import { effectRanges, type OutlineSettings } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import { Range } from '#ui/Range.tsx'
import { Switch } from '#ui/Switch.tsx'
import { ColourField } from './ColourField.tsx'

interface OutlineFieldsProps {
  outline: OutlineSettings
  onChange(outline: OutlineSettings): void
}

/** A line around the subject, as stickers have it. */
export function OutlineFields({ outline, onChange }: OutlineFieldsProps) {
  return (
    <div className="field-group effect">
      <Switch
        label={say('compose.outline')}
        detail={say('compose.outline.detail')}
        isOn={outline.kind === 'line'}
        onChange={(isOn) => onChange(isOn ? { kind: 'line', widthPercent: 1.5, colour: '#ffffff' } : { kind: 'none' })}
      />
      {outline.kind === 'none' ? null : (
        <>
          <Range
            label={say('compose.outline.width')}
            value={outline.widthPercent}
            {...effectRanges.widthPercent}
            shown={say('compose.percent', { percent: outline.widthPercent })}
            onChange={(widthPercent) => onChange({ ...outline, widthPercent })}
          />
          <ColourField
            label={say('compose.outline.colour')}
            colour={outline.colour}
            onColour={(colour) => onChange({ ...outline, colour })}
          />
        </>
      )}
    </div>
  )
}
