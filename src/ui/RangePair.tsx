import { Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import './rangePair.css'

interface RangePairProps {
  label: string
  /** Names of the lower and the upper handle. */
  names: readonly [lower: string, upper: string]
  value: readonly [lower: number, upper: number]
  min: number
  max: number
  onChange(lower: number, upper: number): void
}

/** A slider with two handles that cannot pass each other. */
export function RangePair({ label, names, value, min, max, onChange }: RangePairProps) {
  const place = (at: number) => ((at - min) / (max - min)) * 100
  return (
    <Slider
      className="range-pair"
      aria-label={label}
      minValue={min}
      maxValue={max}
      value={[...value]}
      onChange={([lower = min, upper = max]: number[]) => onChange(lower, upper)}
    >
      <SliderTrack className="range-pair-track">
        <i style={{ insetInlineStart: `${place(value[0])}%`, insetInlineEnd: `${100 - place(value[1])}%` }} />
        <SliderThumb index={0} aria-label={names[0]} className="range-pair-thumb" />
        <SliderThumb index={1} aria-label={names[1]} className="range-pair-thumb" />
      </SliderTrack>
    </Slider>
  )
}
