import { FlipHorizontal2, FlipVertical2 } from 'lucide-react'
import type { Turn } from '#core/composition.ts'
import { canvasRanges } from '#core/compositionSettings.ts'
import { say } from '#core/say.ts'
import { IconButton } from '#ui/Button.tsx'
import { NumberField } from '#ui/NumberField.tsx'

interface TurnFieldsProps {
  turn: Turn
  onTurn(turn: Turn): void
  onFlip(direction: 'across' | 'down'): void
}

/** How the subject lies: mirrored, and turned about its middle. */
export function TurnFields({ turn, onTurn, onFlip }: TurnFieldsProps) {
  return (
    <fieldset className="turn-fields">
      <legend className="unseen">{say('compose.lie')}</legend>
      <NumberField
        label={say('compose.lie.turn')}
        unit="°"
        value={Math.round(turn.degrees)}
        {...canvasRanges.turnDegrees}
        onChange={(degrees) => onTurn({ ...turn, degrees })}
      />
      <IconButton
        label={say('compose.lie.flipAcross')}
        icon={<FlipVertical2 />}
        aria-pressed={turn.isFlippedAcross}
        onClick={() => onFlip('across')}
      />
      <IconButton
        label={say('compose.lie.flipDown')}
        icon={<FlipHorizontal2 />}
        aria-pressed={turn.isFlippedDown}
        onClick={() => onFlip('down')}
      />
    </fieldset>
  )
}
