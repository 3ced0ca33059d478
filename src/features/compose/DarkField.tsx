import { type ChosenBackdrop, effectRanges } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import { Range } from '#ui/Range.tsx'

type Darkened = Extract<ChosenBackdrop, { kind: 'picture' | 'blurred' }>

/** How much of the light behind the subject is taken away, so that it stands out. */
export function DarkField({ backdrop, onChange }: { backdrop: Darkened; onChange(backdrop: Darkened): void }) {
  const { darkPercent = 0, ...rest } = backdrop
  return (
    <Range
      label={say('compose.dark')}
      value={darkPercent}
      {...effectRanges.darkPercent}
      shown={say('compose.percent', { percent: darkPercent })}
      onChange={(next) => onChange(next === 0 ? rest : { ...rest, darkPercent: next })}
    />
  )
}
