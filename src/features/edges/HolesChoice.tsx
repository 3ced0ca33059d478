import type { Holes } from '#core/holes.ts'
import { Choice } from '#ui/Choice.tsx'

interface HolesChoiceProps {
  holes: Holes
  onChange(holes: Holes): void
}

/** Whether the backdrop is seen through the subject where its colour is found within it. */
export function HolesChoice({ holes, onChange }: HolesChoiceProps) {
  return (
    <div className="noted">
      <Choice className="choice-framed" label="Holes" isLabelShown options={ways} value={holes} onChange={onChange} />
      <p className="small-print">{wayWords[holes]}</p>
    </div>
  )
}

const ways = [
  { value: 'auto', label: 'Auto' },
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
] as const

const wayWords = {
  auto: 'Parts inside that look like the backdrop: open where it is seen through, as in a ring.',
  open: 'Every part inside that looks like the backdrop is cut out.',
  closed: 'Parts inside that look like the backdrop stay, as a white label does.',
} as const
