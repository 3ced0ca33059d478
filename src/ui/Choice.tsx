import { type ReactNode, useId } from 'react'
import './choice.css'

export interface Option<T extends string> {
  value: T
  label: ReactNode
}

interface ChoiceProps<T extends string> {
  /** Name of the whole group. */
  label: string
  options: readonly Option<T>[]
  value: T
  onChange(value: T): void
  isLabelShown?: boolean
  className?: string
}

/** One of a few short options, side by side: real radio buttons, so that keys and screen readers know what to do. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, options, value, onChange, isLabelShown = false, className = '' } = props
  const name = useId()
  return (
    <fieldset className={`choice ${className}`}>
      <legend className={isLabelShown ? 'label' : 'unseen'}>{label}</legend>
      <div className="choice-options">
        {options.map((option) => (
          <label key={option.value} className="choice-option">
            <input
              type="radio"
              className="cover"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
