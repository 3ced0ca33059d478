import { canvasRanges } from '#core/compositionSettings.ts'
import type { Size } from '#core/geometry.ts'
import { say } from '#core/say.ts'
import { NumberField } from '#ui/NumberField.tsx'

interface PixelFieldsProps {
  size: Size
  onChange(size: Size): void
}

/** Width and height of the canvas in pixels. */
export function PixelFields({ size: { width, height }, onChange }: PixelFieldsProps) {
  return (
    <div className="pixel-fields">
      <NumberField
        label={say('compose.size.width')}
        unit="px"
        value={width}
        {...canvasRanges.side}
        onChange={(next) => onChange({ width: next, height })}
      />
      <span aria-hidden="true">×</span>
      <NumberField
        label={say('compose.size.height')}
        unit="px"
        value={height}
        {...canvasRanges.side}
        onChange={(next) => onChange({ width, height: next })}
      />
    </div>
  )
}
