import { effectRanges, type OutlineSettings } from '#core/compositionSettings.ts'
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
        label="Outline"
        detail="A line around the subject, as on a sticker"
        isOn={outline.kind === 'line'}
        onChange={(isOn) => onChange(isOn ? { kind: 'line', widthPercent: 1.5, colour: '#ffffff' } : { kind: 'none' })}
      />
      {outline.kind === 'none' ? null : (
        <>
          <Range
            label="Width"
            value={outline.widthPercent}
            {...effectRanges.widthPercent}
            shown={`${outline.widthPercent}\u00a0%`}
            onChange={(widthPercent) => onChange({ ...outline, widthPercent })}
          />
          <ColourField
            label="Colour of the line"
            colour={outline.colour}
            onColour={(colour) => onChange({ ...outline, colour })}
          />
        </>
      )}
    </div>
  )
}
