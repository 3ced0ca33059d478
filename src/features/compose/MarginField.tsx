import type { Length } from '#core/composition.ts'
import { canvasRanges } from '#core/compositionSettings.ts'
import { pixelsInWords } from '#core/figures.ts'
import { say } from '#core/say.ts'
import { Choice } from '#ui/Choice.tsx'
import { Range } from '#ui/Range.tsx'

interface MarginFieldProps {
  margin: Length
  onChange(margin: Length): void
}

/** Most that a hand wants of each; more can be had by a template. */
const reach = { '%': 50, px: 500 } as const

/** The room around the subject, as a share of its size or in pixels. */
export function MarginField({ margin: { value, unit }, onChange }: MarginFieldProps) {
  const { min } = unit === '%' ? canvasRanges.marginPercent : canvasRanges.marginPixels
  return (
    <div className="margin-field">
      <Range
        label={say('compose.margin')}
        value={value}
        min={min}
        max={Math.max(value, reach[unit])}
        shown={unit === '%' ? say('compose.percent', { percent: value }) : pixelsInWords(value)}
        onChange={(next) => onChange({ value: next, unit })}
      />
      <Choice
        className="choice-framed unit-choice"
        label={say('compose.margin.unit')}
        options={units}
        value={unit}
        onChange={(next) => onChange(next === '%' ? { value: 8, unit: next } : { value: 40, unit: next })}
      />
    </div>
  )
}

const units = [
  { value: '%', label: '%' },
  { value: 'px', label: 'px' },
] as const
