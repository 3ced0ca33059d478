import { type ReactNode, useId } from 'react'
import './switch.css'

interface SwitchProps {
  label: string
  /** One line on what it does. */
  detail?: ReactNode
  isOn: boolean
  onChange(isOn: boolean): void
}

/** Something that is on or off: a real checkbox that looks and is announced like a switch. */
export function Switch({ label, detail, isOn, onChange }: SwitchProps) {
  const id = useId()
  return (
    <label className="switch">
      <span>
        <span className="switch-name">{label}</span>
        {detail === undefined ? null : <small id={id}>{detail}</small>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-label={label}
        aria-describedby={detail === undefined ? undefined : id}
        checked={isOn}
        aria-checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  )
}
