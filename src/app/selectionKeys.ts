import type { App } from '#state/app.ts'
import type { Keys } from '#ui/useKeys.ts'

/** Shortcuts for the selected photo that cannot be typed by mistake. */
export function selectionKeys(app: App): Keys {
  return {
    Delete: withSelected(app, (id) => app.photos.remove([id])),
    Escape: withSelected(app, (id) => app.cutting.cancel([id])),
    ['PageDown']: () => app.photos.selectBeside(1),
    ['PageUp']: () => app.photos.selectBeside(-1),
    'Mod+s': withSelected(app, (id) => void app.saving.download(id)),
    'Mod+z': app.history.undo,
    'Mod+Shift+z': app.history.redo,
    'Mod+y': app.history.redo,
  }
}

/** Shortcuts of one letter, which a person can switch off. */
export function selectionLetters(app: App): Keys {
  return {
    d: withSelected(app, (id) => void app.saving.download(id)),
    k: withSelected(app, (id) => void app.saving.copy(id)),
    r: withSelected(app, (id) => app.cutting.cutAgain([id])),
  }
}

function withSelected(app: App, act: (id: string) => void): () => void {
  return () => {
    const { selectedId } = app.store.getState()
    if (selectedId !== undefined) act(selectedId)
  }
}
