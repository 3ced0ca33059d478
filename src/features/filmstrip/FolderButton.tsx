import { FolderPlus } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { App } from '#state/app.ts'
import { IconButton } from '#ui/Button.tsx'
import { Menu, MenuItem } from '#ui/Menu.tsx'

/** Adds a folder, or has one watched where the browser lets a page do that. */
export function FolderButton({ app, onAdd }: { app: App; onAdd(): void }) {
  const face = { className: 'strip-folder', icon: <FolderPlus /> }
  if (!app.watching.isPossible)
    return <IconButton {...face} label="Add a folder" tip="none" title="Add a folder" onClick={onAdd} />
  return (
    <Menu
      label="Folders"
      trigger={
        <Button className="icon-button strip-folder" aria-label="Folders">
          <FolderPlus />
        </Button>
      }
    >
      <MenuItem label="Add a folder" onAction={onAdd} />
      <MenuItem label="Watch a folder" detail="cuts what appears in it" onAction={() => void app.watching.begin()} />
    </Menu>
  )
}
