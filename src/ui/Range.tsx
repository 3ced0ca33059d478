import './range.css'

interface RangeProps {
  label: string
  value: number
  min: number
  max: number
  onChange(value: number): void
}

/** A slider with its name and its figure above: the browser's own, which every hand and reader knows. */
export function Range({ label, value, min, max, onChange }: RangeProps) {
  const filled = `${((value - min) / (max - min)) * 100}%`
  return (
    <label className="range">
      <span className="range-head">
        <span>{label}</span>
        <output className="figures">{value}</output>
      </span>
      <input
        type="range"
        aria-label={label}
        min={min}
        max={max}
        value={value}
        // Custom properties go through the CSSOM, which a strict security policy allows.
        style={{ '--filled': filled } as React.CSSProperties}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </label>
  )
}
