import { useId, useState } from 'react'
import { say } from '#core/say.ts'
import { plainDigits } from './digits.ts'
import './numberField.css'

interface NumberFieldProps {
  label: string
  unit: string
  value: number
  min: number
  max: number
  onChange(value: number): void
}

/** A whole number as text. What is being written may be half a number: it counts as soon as it lies within its range. */
export function NumberField({ label, unit, value, min, max, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string>()
  const id = useId()
  const isRight = (text: string) => /^-?\d+$/.test(text) && Number(text) >= min && Number(text) <= max
  const isWrong = draft !== undefined && !isRight(plainDigits(draft))
  return (
    <div className="number-field">
      <label htmlFor={id}>{label}</label>
      <span className="number-box" data-wrong={isWrong}>
        <input
          id={id}
          className="figures"
          type="text"
          // Some keyboards for numbers have no minus.
          inputMode={min < 0 ? 'text' : 'numeric'}
          autoComplete="off"
          aria-invalid={isWrong}
          title={say('common.range', { min, max })}
          value={draft ?? `${value}`}
          onChange={(event) => {
            const written = event.currentTarget.value.trim()
            setDraft(written)
            // What an input method is still composing must stay as it is: only what counts is turned.
            const plain = plainDigits(written)
            if (isRight(plain)) onChange(Number(plain))
          }}
          onKeyDown={(event) => {
            const step = { ArrowUp: 1, ArrowDown: -1 }[event.key]
            if (step === undefined) return
            event.preventDefault()
            setDraft(undefined)
            onChange(Math.min(max, Math.max(min, value + step * (event.shiftKey ? 10 : 1))))
          }}
          onBlur={() => setDraft(undefined)}
        />
        <span aria-hidden="true">{unit}</span>
      </span>
    </div>
  )
}
