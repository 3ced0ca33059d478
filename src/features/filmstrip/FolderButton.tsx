import { FolderPlus } from 'lucide-react'
import { Button } from 'react-aria-components'
import { say } from '#core/say.ts'
import type { App } from '#state/app.ts'
import { IconButton } from '#ui/Button.tsx'
import { Menu, MenuItem } from '#ui/Menu.tsx'

/** Adds a folder, or has one watched where the browser lets a page do that. */
export function FolderButton({ app, onAdd }: { app: App; onAdd(): void }) {
  const face = { className: 'strip-folder', icon: <FolderPlus /> }
  const add = say('filmstrip.addFolder')
  if (!app.watching.isPossible) return <IconButton {...face} label={add} tip="none" title={add} onClick={onAdd} />
  return (
    <Menu
      label={say('filmstrip.folders')}
      trigger={
        <Button className="icon-button strip-folder" aria-label={say('filmstrip.folders')}>
          <FolderPlus />
        </Button>
      }
    >
      <MenuItem label={add} onAction={onAdd} />
      <MenuItem
        label={say('filmstrip.watch')}
        detail={say('filmstrip.watch.detail')}
        onAction={() => void app.watching.begin()}
      />
    </Menu>
  )
}
