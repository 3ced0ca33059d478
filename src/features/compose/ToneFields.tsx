import { type ReactNode, useState } from 'react'
import { say } from '#core/say.ts'
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
      <summary>{say('compose.tones')}</summary>
      <div className="ranges">
        {sliders.map((key) => (
          <Range
            key={key}
            label={say(`compose.tones.${key}`)}
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
          {say('compose.tones.reset')}
        </Button>
      )}
      {children}
    </details>
  )
}

const sliders = ['brightness', 'contrast', 'saturation', 'warmth'] as const satisfies readonly (keyof Tones)[]
