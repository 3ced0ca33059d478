import { spokenLanguage } from '#core/say.ts'
import './range.css'

interface RangeProps {
  label: string
  value: number
  min: number
  max: number
  step?: number
  /** The figure in words; the number alone when left out. */
  shown?: string
  /** The value that changes nothing: the line is filled from there. The lowest when left out. */
  origin?: number
  onChange(value: number): void
}

function figureOf(value: number): string {
  return value.toLocaleString(spokenLanguage(), { useGrouping: false })
}

/** A slider with its name and its figure above: the browser's own, which every hand and reader knows. */
export function Range({
  label,
  value,
  min,
  max,
  step = 1,
  shown = figureOf(value),
  origin = min,
  onChange,
}: RangeProps) {
  const place = (at: number) => `${((at - min) / (max - min)) * 100}%`
  const style = { '--from': place(Math.min(value, origin)), '--filled': place(Math.max(value, origin)) }
  return (
    <label className="range">
      <span className="range-head">
        <span>{label}</span>
        <output className="figures">{shown}</output>
      </span>
      <input
        type="range"
        aria-label={label}
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        // Custom properties go through the CSSOM, which a strict security policy allows.
        style={style as React.CSSProperties}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </label>
  )
}
