import { useEffect } from 'react'
import { useLatest } from './useLatest.ts'

/**
 * Hears Escape for something that lies over the page, as long as the focus has not come to it: some browsers move it late, and what lies below must not
 * take the key for itself. A dialog, menu or list that has the focus hears it on its own.
 */
export function useEscape(onEscape: () => void): void {
  const latest = useLatest(onEscape)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || hearsItself(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      latest.current()
    }
    addEventListener('keydown', listen, true)
    return () => removeEventListener('keydown', listen, true)
  }, [])
}

function hearsItself(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role$="dialog"], [role="menu"], [role="listbox"]') !== null
}
