import { type ReactNode, useState } from 'react'
import { areNeutral, initialTones, type Tones, toneRange } from '#core/tones.ts'
import { Button } from '#ui/Button.tsx'
import { Range } from '#ui/Range.tsx'

interface ToneFieldsProps {
  tones: Tones
  /** Whether something else in here is in use. */
  isUsed: boolean
  onChange(tones: Tones): void
  /** What else changes the subject's light. */
  children: ReactNode
}

/** The subject's own light and colour, so that it suits what lies behind it. */
export function ToneFields({ tones, isUsed, onChange, children }: ToneFieldsProps) {
  const isNeutral = areNeutral(tones)
  // A slider that passes its middle must not close what it lies in.
  const [isOpen] = useState(!isNeutral || isUsed)
  return (
    <details className="effect tones" open={isOpen}>
      <summary>Light and colour of the subject</summary>
      <div className="ranges">
        {sliders.map(([key, label]) => (
          <Range
            key={key}
            label={label}
            value={tones[key]}
            {...toneRange}
            origin={0}
            shown={tones[key] > 0 ? `+${tones[key]}` : `${tones[key]}`.replace('-', '−')}
            onChange={(value) => onChange({ ...tones, [key]: value })}
          />
        ))}
      </div>
      {isNeutral ? null : (
        <Button look="plain" onClick={() => onChange(initialTones)}>
          As in the photo
        </Button>
      )}
      {children}
    </details>
  )
}

const sliders = [
  ['brightness', 'Brightness'],
  ['contrast', 'Contrast'],
  ['saturation', 'Saturation'],
  ['warmth', 'Warmth'],
] as const satisfies readonly (readonly [keyof Tones, string])[]
