import { type EdgeSettings, edgeRanges } from '#core/edges.ts'
import { percentInWords, pixelsInWords } from '#core/figures.ts'
import type { Size } from '#core/geometry.ts'
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
        label="Grow or shrink"
        value={growPixels}
        {...edgeRanges.growPixels}
        origin={0}
        shown={pixelsInWords(growPixels)}
        onChange={(next) => onChange({ growPixels: next })}
      />
      <Range
        label="Feather"
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
    `${percent} % · ${Math.round((percent / 100) * Math.min(size.width, size.height))} px`
  return (
    <>
      <Switch
        label="Fill holes"
        detail="Closes gaps inside the subject"
        isOn={edges.fillHoles}
        onChange={(fillHoles) => onChange({ fillHoles })}
      />
      {edges.fillHoles ? (
        <Range
          label="Largest hole"
          value={edges.holePercent}
          {...edgeRanges.holePercent}
          shown={side(edges.holePercent)}
          onChange={(holePercent) => onChange({ holePercent })}
        />
      ) : null}
      <Switch
        label="Remove specks"
        detail="Drops small parts beside the subject"
        isOn={edges.dropSpecks}
        onChange={(dropSpecks) => onChange({ dropSpecks })}
      />
      {edges.dropSpecks ? (
        <Range
          label="Largest speck"
          value={edges.speckPercent}
          {...edgeRanges.speckPercent}
          shown={side(edges.speckPercent)}
          onChange={(speckPercent) => onChange({ speckPercent })}
        />
      ) : null}
      <Switch
        label="Hard edge"
        detail="Every pixel is solid or empty"
        isOn={edges.hardEdge}
        onChange={(hardEdge) => onChange({ hardEdge })}
      />
      {edges.hardEdge ? (
        <Range
          label="Solid from"
          value={edges.threshold}
          {...edgeRanges.threshold}
          shown={percentInWords(edges.threshold / 255)}
          onChange={(threshold) => onChange({ threshold })}
        />
      ) : null}
      <Switch
        label="Smooth and harden"
        detail="Rounds the outline, then makes it hard"
        isOn={edges.postProcessMask}
        onChange={(postProcessMask) => onChange({ postProcessMask })}
      />
      <Switch
        label="Invert"
        detail="Keeps the background instead"
        isOn={edges.invert}
        onChange={(invert) => onChange({ invert })}
      />
    </>
  )
}
