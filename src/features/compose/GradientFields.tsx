import type { Gradient } from '#core/composition.ts'
import { effectRanges } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
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
        <ColourField label={say('compose.gradient.from')} colour={gradient.from} onColour={(from) => set({ from })} />
        <ColourField label={say('compose.gradient.to')} colour={gradient.to} onColour={(to) => set({ to })} />
      </div>
      <Choice
        className="choice-framed"
        label={say('compose.gradient.shape')}
        options={shapes.map((shape) => ({ value: shape, label: say(`compose.gradient.shape.${shape}`) }))}
        value={gradient.shape}
        onChange={(shape) => set({ shape })}
      />
      {gradient.shape === 'linear' ? (
        <Range
          label={say('compose.gradient.angle')}
          value={gradient.degrees}
          {...effectRanges.degrees}
          shown={say('compose.degrees', { degrees: gradient.degrees })}
          onChange={(degrees) => set({ degrees })}
        />
      ) : null}
    </div>
  )
}

const shapes = ['linear', 'radial'] as const satisfies readonly Gradient['shape'][]
