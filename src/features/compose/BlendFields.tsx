import { type Blending, blendingRange } from '#core/blending.ts'
import { say } from '#core/say.ts'
import { Range } from '#ui/Range.tsx'

interface BlendFieldsProps {
  blending: Blending
  /** Whether anything lies behind the subject. */
  hasBackdrop: boolean
  onChange(blending: Blending): void
}

/** How far the subject is made to suit what lies behind it. */
export function BlendFields({ blending, hasBackdrop, onChange }: BlendFieldsProps) {
  if (!hasBackdrop) return <p className="small-print">{say('compose.blending.none')}</p>
  return (
    <div className="ranges">
      <Range
        label={say('compose.blending.match')}
        value={blending.matchPercent}
        {...blendingRange}
        shown={say('compose.percent', { percent: blending.matchPercent })}
        onChange={(matchPercent) => onChange({ ...blending, matchPercent })}
      />
      <Range
        label={say('compose.blending.wrap')}
        value={blending.wrapPercent}
        {...blendingRange}
        shown={say('compose.percent', { percent: blending.wrapPercent })}
        onChange={(wrapPercent) => onChange({ ...blending, wrapPercent })}
      />
    </div>
  )
}
