import type { Holes } from '#core/holes.ts'
import { say } from '#core/say.ts'
import { Choice } from '#ui/Choice.tsx'

interface HolesChoiceProps {
  holes: Holes
  onChange(holes: Holes): void
}

/** Whether the backdrop is seen through the subject where its colour is found within it. */
export function HolesChoice({ holes, onChange }: HolesChoiceProps) {
  return (
    <div className="noted">
      <Choice
        className="choice-framed"
        label={say('edges.holes')}
        isLabelShown
        options={ways.map((way) => ({ value: way, label: say(`edges.holes.${way}`) }))}
        value={holes}
        onChange={onChange}
      />
      <p className="small-print">{say(`edges.holes.${holes}.detail`)}</p>
    </div>
  )
}

const ways = ['auto', 'open', 'closed'] as const
