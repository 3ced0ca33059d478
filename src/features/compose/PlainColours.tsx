import { Pipette } from 'lucide-react'
import { useId } from 'react'
import type { ChosenBackdrop } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
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
        <legend className="unseen">{say('compose.plain')}</legend>
        <div className="swatch-grid">
          <Swatch
            group={group}
            name={say('compose.colour.transparent')}
            isChosen={colour === undefined}
            onChoose={() => set({ kind: 'transparent' })}
          />
          {swatches.map(([colourName, value]) => (
            <Swatch
              key={value}
              group={group}
              name={say(`compose.colour.${colourName}`)}
              colour={value}
              isChosen={colour === value}
              onChoose={() => setColour(value)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="label">{say('compose.plain.own')}</legend>
        <div className="own-colour">
          <input
            type="color"
            aria-label={say('compose.plain.colour')}
            value={colour ?? '#ffffff'}
            onChange={(event) => setColour(event.currentTarget.value)}
          />
          <HexField colour={colour} onColour={setColour} />
          {hasEyeDropper() ? (
            <IconButton
              className="own-pipette"
              label={say('compose.plain.pick')}
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
        {say(colour === undefined ? 'compose.plain.transparent.detail' : 'compose.plain.colour.detail')}
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

const swatches = [
  ['white', '#ffffff'],
  ['lightGrey', '#f1f1f0'],
  ['grey', '#9a9a98'],
  ['black', '#000000'],
  ['sand', '#e8dccb'],
  ['rose', '#f4cfd0'],
  ['red', '#d64545'],
  ['green', '#2f9e6b'],
  ['sky', '#bfe0f5'],
  ['blue', '#2f6fde'],
  ['night', '#1d2440'],
] as const
