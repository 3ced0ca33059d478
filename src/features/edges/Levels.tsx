import { useMemo } from 'react'
import type { EdgeSettings } from '#core/edges.ts'
import { say } from '#core/say.ts'
import { RangePair } from '#ui/RangePair.tsx'

interface LevelsProps {
  /** How many pixels of the mask have each of the 256 values. */
  histogram: Uint32Array | undefined
  levels: EdgeSettings['levels']
  onChange(levels: EdgeSettings['levels']): void
}

/** What the mask is made of, and the values that count as empty and as solid. */
export function Levels({ histogram, levels: { black, white }, onChange }: LevelsProps) {
  const bars = useMemo(() => barsOf(histogram), [histogram])
  const isOutside = (bar: number) => (bar + 1) * barValues <= black || bar * barValues >= white
  return (
    <div className="levels">
      <div className="range-head">
        <span>{say('edges.levels')}</span>
        <output className="figures">{`${black} – ${white}`}</output>
      </div>
      <div className="histogram" aria-hidden="true">
        {bars.map((height, bar) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
          <i key={bar} data-outside={isOutside(bar)} style={{ scale: `1 ${height}` }} />
        ))}
      </div>
      <RangePair
        label={say('edges.levels')}
        names={[say('edges.levels.black'), say('edges.levels.white')]}
        value={[black, white]}
        min={0}
        max={255}
        onChange={(lower, upper) => onChange({ black: lower, white: upper })}
      />
    </div>
  )
}

const barCount = 64
const barValues = 256 / barCount

/** Heights from 0 to 1. Nearly all pixels are empty or solid, so the few between are only seen on a logarithmic scale. */
function barsOf(histogram: Uint32Array | undefined): number[] {
  const sums = new Array<number>(barCount).fill(0)
  for (const [value, count] of histogram?.entries() ?? []) {
    const bar = Math.floor(value / barValues)
    sums[bar] = (sums[bar] ?? 0) + count
  }
  const largest = Math.log1p(Math.max(1, ...sums))
  return sums.map((sum) => Math.max(0.02, Math.log1p(sum) / largest))
}
