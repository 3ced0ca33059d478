import { Choice } from '#ui/Choice.tsx'

interface Aspect {
  across: number
  down: number
}

interface AspectChoiceProps {
  aspect: Aspect
  onChange(aspect: Aspect): void
}

/** The proportions of the canvas, each shown as it looks. */
export function AspectChoice({ aspect, onChange }: AspectChoiceProps) {
  const value = nameOf(aspect)
  // Those of a template may be others.
  const all = aspects.some((one) => nameOf(one) === value) ? aspects : [...aspects, aspect]
  return (
    <Choice
      className="aspects"
      label="Shape"
      options={all.map((one) => ({ value: nameOf(one), label: <AspectLabel aspect={one} /> }))}
      value={value}
      onChange={(name) => {
        const chosen = all.find((one) => nameOf(one) === name)
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
      <bdi>{nameOf(aspect)}</bdi>
    </>
  )
}

function nameOf({ across, down }: Aspect): string {
  return `${across}:${down}`
}

const aspects: readonly Aspect[] = [
  { across: 1, down: 1 },
  { across: 4, down: 5 },
  { across: 3, down: 4 },
  { across: 16, down: 9 },
  { across: 9, down: 16 },
]
