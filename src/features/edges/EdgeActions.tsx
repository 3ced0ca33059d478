import { ChevronDown } from 'lucide-react'
import { Button as MenuButton } from 'react-aria-components'
import { edgePresets } from '#core/edgePresets.ts'
import { type EdgeSettings, edgesFingerprint } from '#core/edges.ts'
import { say } from '#core/say.ts'
import { Button } from '#ui/Button.tsx'
import { Menu, MenuItem } from '#ui/Menu.tsx'
import { UndoRedo, type UndoRedoProps } from '#ui/UndoRedo.tsx'

interface EdgeHeadProps extends UndoRedoProps {
  edges: EdgeSettings
  onPreset(edges: EdgeSettings): void
}

/** What the edges are like on the whole, and the way back. */
export function EdgeHead({ edges, onPreset, ...ways }: EdgeHeadProps) {
  const fingerprint = edgesFingerprint(edges)
  const preset = edgePresets.find(({ edges: ready }) => edgesFingerprint(ready) === fingerprint)
  const name = say(preset?.name ?? 'edges.preset.own')
  return (
    <div className="edge-head">
      <Menu
        label={say('edges.presets')}
        placement="bottom start"
        trigger={
          <MenuButton
            className="button button-outline button-m edge-preset"
            aria-label={say('edges.preset.named', { name })}
          >
            <span>{name}</span>
            <ChevronDown aria-hidden="true" />
          </MenuButton>
        }
      >
        {edgePresets.map(({ id, name: label, detail, edges: wanted }) => (
          <MenuItem key={id} label={say(label)} detail={say(detail)} onAction={() => onPreset(wanted)} />
        ))}
      </Menu>
      <UndoRedo {...ways} />
    </div>
  )
}

interface EdgeFootProps {
  canReset: boolean
  count: number
  onReset(): void
  onApplyToAll(): void
}

/** What is done with the edges as a whole. */
export function EdgeFoot({ canReset, count, onReset, onApplyToAll }: EdgeFootProps) {
  return (
    <div className="edge-foot">
      <Button disabled={!canReset} onClick={onReset}>
        {say('edges.reset')}
      </Button>
      <Button onClick={onApplyToAll}>{count > 1 ? say('edges.applyToAll', { count }) : say('edges.useForNew')}</Button>
    </div>
  )
}
