import { Maximize, Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ViewMode } from '#core/preferences.ts'
import { say } from '#core/say.ts'
import type { Surface } from '#core/surface.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Choice } from '#ui/Choice.tsx'
import { useKeys } from '#ui/useKeys.ts'
import { SurfaceMenu } from './SurfaceMenu.tsx'
import type { ViewportControl } from './useViewport.ts'

interface ViewBarProps {
  mode: ViewMode
  canSwitch: boolean
  hasKeys: boolean
  surface: Surface
  hasBackdrop: boolean
  zoom: string
  onSurface(surface: Surface): void
  onMode(mode: ViewMode): void
  control: ViewportControl
  /** Another choice of what is seen, which takes the place of the modes. */
  looks: ReactNode | undefined
}

/** The one floating bar: what is shown, and how large. */
export function ViewBar(props: ViewBarProps) {
  const { mode, canSwitch, hasKeys, surface, hasBackdrop, zoom, onSurface, onMode, control, looks } = props
  const zoomIn = () => control.zoomBy(1.25)
  const zoomOut = () => control.zoomBy(0.8)
  useKeys(
    { '+': zoomIn, '=': zoomIn, '-': zoomOut, f: control.fit, '0': control.fit, '1': () => control.zoomTo(1) },
    hasKeys,
  )
  useKeys(
    { c: () => onMode('compare'), x: () => onMode('cutout'), m: () => onMode('mask') },
    hasKeys && canSwitch && looks === undefined,
  )
  return (
    <div className="view-bar" role="toolbar" aria-label={say('stage.view')}>
      {canSwitch ? (
        <>
          {looks ?? (
            <Choice
              label={say('stage.view')}
              options={modes.map((one) => ({ value: one, label: say(`stage.view.${one}`) }))}
              value={mode}
              onChange={onMode}
            />
          )}
          <SurfaceMenu surface={surface} hasBackdrop={hasBackdrop} onSurface={onSurface} />
          <i />
        </>
      ) : null}
      <IconButton className="view-step" label={say('stage.zoom.out')} keys="−" icon={<Minus />} onClick={zoomOut} />
      <Button
        look="plain"
        className="view-zoom figures"
        aria-label={say('stage.zoom', { zoom })}
        onClick={() => control.zoomTo(1)}
      >
        {zoom}
      </Button>
      <IconButton className="view-step" label={say('stage.zoom.in')} keys="+" icon={<Plus />} onClick={zoomIn} />
      <IconButton
        className="view-fit"
        label={say('stage.zoom.fit')}
        keys="F"
        icon={<Maximize />}
        onClick={control.fit}
      />
    </div>
  )
}

const modes = ['compare', 'cutout', 'mask'] as const satisfies readonly ViewMode[]
