import { type Aspect, aspectName, offeredAspects } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import { Choice } from '#ui/Choice.tsx'

interface AspectChoiceProps {
  aspect: Aspect
  onChange(aspect: Aspect): void
}

/** The proportions of the canvas, each shown as it looks. */
export function AspectChoice({ aspect, onChange }: AspectChoiceProps) {
  const value = aspectName(aspect)
  // Those of a template may be others.
  const all = offeredAspects.some((one) => aspectName(one) === value) ? offeredAspects : [...offeredAspects, aspect]
  return (
    <Choice
      className="aspects"
      label={say('compose.aspect')}
      options={all.map((one) => ({ value: aspectName(one), label: <AspectLabel aspect={one} /> }))}
      value={value}
      onChange={(name) => {
        const chosen = all.find((one) => aspectName(one) === name)
        if (chosen !== undefined) onChange({ across: chosen.across, down: chosen.down })
      }}
    />
  )
}

/** Longer side of a drawn shape, in CSS pixels. */
const drawnSide = 22

function AspectLabel({ aspect }: { aspect: Aspect }) {
  const { across, down } = aspect
  const scale = drawnSide / Math.max(across, down)
  return (
    <>
      <i aria-hidden="true" style={{ width: across * scale, height: down * scale }} />
      <bdi>{aspectName(aspect)}</bdi>
    </>
  )
}
