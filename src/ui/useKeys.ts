import { useEffect } from 'react'
import { useLatest } from './useLatest.ts'

/** What each key does. Names are those of `KeyboardEvent.key`, letters small; `Mod+` before it stands for Ctrl or ⌘, `Mod+Shift+` for both. */
export type Keys = Record<string, () => void>

/** Listens for shortcuts on the whole page, except where a person writes or a dialog or menu is open. */
export function useKeys(keys: Keys, isOn = true): void {
  const latest = useLatest(keys)
  useEffect(() => {
    if (!isOn) return
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || isTaken(event.target)) return
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const mod = event.shiftKey ? 'Mod+Shift+' : 'Mod+'
      const action = latest.current[event.ctrlKey || event.metaKey ? mod + name : name]
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [isOn])
}

/** Does the element under the focus, or the dialog it is in, need its keys for itself? */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input:not([type="radio"], [type="checkbox"], [type="range"]), select, textarea, [role$="dialog"], [role="menu"]',
    ) !== null
  )
}
