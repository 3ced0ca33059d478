import { Pipette } from 'lucide-react'
import { useId } from 'react'
import type { ChosenBackdrop } from '#core/compositionSettings.ts'
import { hasEyeDropper, pickColour } from '#platform/eyeDropper.ts'
import { IconButton } from '#ui/Button.tsx'
import { HexField } from './HexField.tsx'

interface PlainColoursProps {
  backdrop: ChosenBackdrop
  onChange(backdrop: ChosenBackdrop): void
}

/** Nothing behind the cutout, one of a few colours, or any. */
export function PlainColours({ backdrop, onChange }: PlainColoursProps) {
  const set = onChange
  const setColour = (colour: string) => set({ kind: 'colour', colour })
  const colour = backdrop.kind === 'colour' ? backdrop.colour : undefined
  const group = useId()
  return (
    <>
      <fieldset className="swatches">
        <legend className="unseen">Colour of the background</legend>
        <div className="swatch-grid">
          <Swatch
            group={group}
            name="Transparent"
            isChosen={colour === undefined}
            onChoose={() => set({ kind: 'transparent' })}
          />
          {swatches.map(([name, value]) => (
            <Swatch
              key={value}
              group={group}
              name={name}
              colour={value}
              isChosen={colour === value}
              onChoose={() => setColour(value)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="label">Your own colour</legend>
        <div className="own-colour">
          <input
            type="color"
            aria-label="Colour"
            value={colour ?? '#ffffff'}
            onChange={(event) => setColour(event.currentTarget.value)}
          />
          <HexField colour={colour} onColour={setColour} />
          {hasEyeDropper() ? (
            <IconButton
              className="own-pipette"
              label="Pick a colour from the screen"
              tip="none"
              icon={<Pipette />}
              onClick={async () => {
                const picked = await pickColour()
                if (picked !== undefined) setColour(picked)
              }}
            />
          ) : null}
        </div>
      </fieldset>
      <p className="small-print">
        {colour === undefined
          ? 'PNG and WebP keep the transparency. JPEG has none and is written on white.'
          : 'The colour is written into the file. Masks are not changed by it.'}
      </p>
    </>
  )
}

interface SwatchProps {
  group: string
  name: string
  colour?: string
  isChosen: boolean
  onChoose(): void
}

function Swatch({ group, name, colour, isChosen, onChoose }: SwatchProps) {
  return (
    <label className="swatch" title={name}>
      <input type="radio" className="cover" name={group} aria-label={name} checked={isChosen} onChange={onChoose} />
      <span style={colour === undefined ? {} : { background: colour }} />
    </label>
  )
}

const swatches: readonly (readonly [string, string])[] = [
  ['White', '#ffffff'],
  ['Light grey', '#f1f1f0'],
  ['Grey', '#9a9a98'],
  ['Black', '#000000'],
  ['Sand', '#e8dccb'],
  ['Rose', '#f4cfd0'],
  ['Red', '#d64545'],
  ['Green', '#2f9e6b'],
  ['Sky', '#bfe0f5'],
  ['Blue', '#2f6fde'],
  ['Night', '#1d2440'],
]
