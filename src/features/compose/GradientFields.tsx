import type { Gradient } from '#core/composition.ts'
import { effectRanges } from '#core/compositionSettings.ts'
import { Choice } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'
import { ColourField } from './ColourField.tsx'

interface GradientFieldsProps {
  gradient: Gradient
  onChange(gradient: Gradient): void
}

/** Two colours, and how one becomes the other. */
export function GradientFields({ gradient, onChange }: GradientFieldsProps) {
  const set = (change: Partial<Gradient>) => onChange({ ...gradient, ...change })
  return (
    <div className="field-group">
      <div className="two-colours">
        <ColourField label="From" colour={gradient.from} onColour={(from) => set({ from })} />
        <ColourField label="To" colour={gradient.to} onColour={(to) => set({ to })} />
      </div>
      <Choice
        className="choice-framed"
        label="Shape of the gradient"
        options={shapes}
        value={gradient.shape}
        onChange={(shape) => set({ shape })}
      />
      {gradient.shape === 'linear' ? (
        <Range
          label="Angle"
          value={gradient.degrees}
          {...effectRanges.degrees}
          shown={`${gradient.degrees}°`}
          onChange={(degrees) => set({ degrees })}
        />
      ) : null}
    </div>
  )
}

const shapes = [
  { value: 'linear', label: 'Linear' },
  { value: 'radial', label: 'Radial' },
] as const
