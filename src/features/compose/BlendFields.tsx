import { type Blending, blendingRange } from '#core/blending.ts'
import { Range } from '#ui/Range.tsx'

interface BlendFieldsProps {
  blending: Blending
  /** Whether anything lies behind the subject. */
  hasBackdrop: boolean
  onChange(blending: Blending): void
}

/** How far the subject is made to suit what lies behind it. */
export function BlendFields({ blending, hasBackdrop, onChange }: BlendFieldsProps) {
  if (!hasBackdrop)
    return <p className="small-print">With a background, the subject can be made to suit its light and colours here.</p>
  return (
    <div className="ranges">
      <Range
        label="Suit the colours behind"
        value={blending.matchPercent}
        {...blendingRange}
        shown={`${blending.matchPercent}\u00a0%`}
        onChange={(matchPercent) => onChange({ ...blending, matchPercent })}
      />
      <Range
        label="Light from behind"
        value={blending.wrapPercent}
        {...blendingRange}
        shown={`${blending.wrapPercent}\u00a0%`}
        onChange={(wrapPercent) => onChange({ ...blending, wrapPercent })}
      />
    </div>
  )
}
