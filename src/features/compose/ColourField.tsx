import { say } from '#core/say.ts'
import { HexField } from './HexField.tsx'

interface ColourFieldProps {
  label: string
  colour: string
  onColour(colour: string): void
}

/** One colour, by sight or as text. */
export function ColourField({ label, colour, onColour }: ColourFieldProps) {
  return (
    <fieldset className="colour-field">
      <legend className="colour-legend">{label}</legend>
      <div className="own-colour">
        <input
          type="color"
          aria-label={label}
          value={colour}
          onChange={(event) => onColour(event.currentTarget.value)}
        />
        <HexField label={say('compose.hex.of', { label })} colour={colour} onColour={onColour} />
      </div>
    </fieldset>
  )
}
