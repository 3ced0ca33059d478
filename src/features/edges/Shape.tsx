import { type EdgeSettings, edgeRanges } from '#core/edges.ts'
import { percentInWords, pixelsInWords } from '#core/figures.ts'
import type { Size } from '#core/geometry.ts'
import { say } from '#core/say.ts'
import { Range } from '#ui/Range.tsx'
import { Switch } from '#ui/Switch.tsx'

interface ShapeProps {
  edges: EdgeSettings
  size: Size
  onChange(change: Partial<EdgeSettings>): void
}

/** Where the edge lies, and how soft it is. */
export function EdgeSliders({ edges: { growPixels, featherPixels }, onChange }: Omit<ShapeProps, 'size'>) {
  return (
    <>
      <Range
        label={say('edges.grow')}
        value={growPixels}
        {...edgeRanges.growPixels}
        origin={0}
        shown={pixelsInWords(growPixels)}
        onChange={(next) => onChange({ growPixels: next })}
      />
      <Range
        label={say('edges.feather')}
        value={featherPixels}
        {...edgeRanges.featherPixels}
        shown={pixelsInWords(featherPixels)}
        onChange={(next) => onChange({ featherPixels: next })}
      />
    </>
  )
}

/** What is switched on and off about the shape, each with its own measure. */
export function ShapeSwitches({ edges, size, onChange }: ShapeProps) {
  const side = (percent: number) =>
    say('edges.side', {
      percent,
      length: pixelsInWords(Math.round((percent / 100) * Math.min(size.width, size.height))),
    })
  return (
    <>
      <Switch
        label={say('edges.fillHoles')}
        detail={say('edges.fillHoles.detail')}
        isOn={edges.fillHoles}
        onChange={(fillHoles) => onChange({ fillHoles })}
      />
      {edges.fillHoles ? (
        <Range
          label={say('edges.fillHoles.largest')}
          value={edges.holePercent}
          {...edgeRanges.holePercent}
          shown={side(edges.holePercent)}
          onChange={(holePercent) => onChange({ holePercent })}
        />
      ) : null}
      <Switch
        label={say('edges.dropSpecks')}
        detail={say('edges.dropSpecks.detail')}
        isOn={edges.dropSpecks}
        onChange={(dropSpecks) => onChange({ dropSpecks })}
      />
      {edges.dropSpecks ? (
        <Range
          label={say('edges.dropSpecks.largest')}
          value={edges.speckPercent}
          {...edgeRanges.speckPercent}
          shown={side(edges.speckPercent)}
          onChange={(speckPercent) => onChange({ speckPercent })}
        />
      ) : null}
      <Switch
        label={say('edges.hardEdge')}
        detail={say('edges.hardEdge.detail')}
        isOn={edges.hardEdge}
        onChange={(hardEdge) => onChange({ hardEdge })}
      />
      {edges.hardEdge ? (
        <Range
          label={say('edges.hardEdge.threshold')}
          value={edges.threshold}
          {...edgeRanges.threshold}
          shown={percentInWords(edges.threshold / 255)}
          onChange={(threshold) => onChange({ threshold })}
        />
      ) : null}
      <Switch
        label={say('edges.smoothAndHarden')}
        detail={say('edges.smoothAndHarden.detail')}
        isOn={edges.postProcessMask}
        onChange={(postProcessMask) => onChange({ postProcessMask })}
      />
      <Switch
        label={say('edges.invert')}
        detail={say('edges.invert.detail')}
        isOn={edges.invert}
        onChange={(invert) => onChange({ invert })}
      />
    </>
  )
}
