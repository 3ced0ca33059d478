import { useState } from 'react'
import { hexOf } from '#core/colour.ts'
import { say } from '#core/say.ts'

interface HexFieldProps {
  /** Its name for those who do not see what it belongs to. */
  label?: string
  colour: string | undefined
  onColour(colour: string): void
}

/** A colour as text. What is being written may be half a colour: it counts from the moment on that it is whole. */
export function HexField({ label = say('compose.hex'), colour, onColour }: HexFieldProps) {
  const [draft, setDraft] = useState<string>()
  const text = draft ?? colour ?? ''
  const isWrong = draft !== undefined && draft !== '' && hexOf(draft) === undefined
  return (
    <input
      type="text"
      className="hex figures"
      aria-label={label}
      aria-invalid={isWrong}
      placeholder={say('compose.hex.pattern')}
      spellCheck={false}
      autoComplete="off"
      maxLength={7}
      value={text}
      onChange={(event) => {
        const written = event.currentTarget.value
        setDraft(written)
        const whole = hexOf(written)
        if (whole !== undefined) onColour(whole)
      }}
      onBlur={() => setDraft(undefined)}
    />
  )
}
