import { useRef } from 'react'
import { Button as MenuButton } from 'react-aria-components'
import { say } from '#core/say.ts'
import type { Surface } from '#core/surface.ts'
import { Menu, MenuItem } from '#ui/Menu.tsx'

interface SurfaceMenuProps {
  surface: Surface
  /** Whether a backdrop was chosen, which is then what the cutout lies on. */
  hasBackdrop: boolean
  onSurface(surface: Surface): void
}

/** A strong green, as studios use it: halos of any other colour are seen on it. */
const usualColour = '#2f9e6b'

/** What the cutout lies on while one looks at it. */
export function SurfaceMenu({ surface, hasBackdrop, onSurface }: SurfaceMenuProps) {
  const picker = useRef<HTMLInputElement>(null)
  const colour = surface.kind === 'colour' ? surface.colour : usualColour
  const choose = (kind: Surface['kind']) => {
    onSurface(kind === 'colour' ? { kind, colour } : { kind })
    if (kind === 'colour') picker.current?.showPicker?.()
  }
  return (
    <>
      <Menu
        label={say('stage.surface')}
        chosen={surface.kind}
        trigger={
          <MenuButton
            className="surface-button"
            aria-label={say('stage.surface.named', { name: wordsOf(surface.kind, hasBackdrop) })}
          >
            <Swatch kind={surface.kind} colour={colour} />
          </MenuButton>
        }
      >
        {kinds.map((kind) => (
          <MenuItem
            key={kind}
            id={kind}
            icon={<Swatch kind={kind} colour={colour} />}
            label={wordsOf(kind, hasBackdrop)}
            detail={kind === 'checker' ? say('stage.surface.checker.detail') : undefined}
            onAction={() => choose(kind)}
          />
        ))}
      </Menu>
      <input
        ref={picker}
        type="color"
        className="surface-picker"
        aria-hidden="true"
        tabIndex={-1}
        value={colour}
        onChange={(event) => onSurface({ kind: 'colour', colour: event.currentTarget.value })}
      />
    </>
  )
}

function Swatch({ kind, colour }: { kind: Surface['kind']; colour: string }) {
  return (
    <span
      className="surface-swatch"
      data-kind={kind}
      style={kind === 'colour' ? { background: colour } : {}}
      aria-hidden="true"
    />
  )
}

const kinds = ['checker', 'light', 'dark', 'colour', 'original'] as const satisfies readonly Surface['kind'][]

function wordsOf(kind: Surface['kind'], hasBackdrop: boolean): string {
  return say(kind === 'checker' && hasBackdrop ? 'stage.surface.backdrop' : `stage.surface.${kind}`)
}
