import { useEffect, useState } from 'react'

/** Whether a key is held down anywhere on the page, except where the element under the focus has a use for it. `name` is that of `KeyboardEvent.key`. */
export function useHeldKey(name: string, isOn = true): boolean {
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (!isOn) return
    const stop = new AbortController()
    const options = { signal: stop.signal }
    let isPointing = false
    // What was clicked keeps the focus, though nobody means it: there the key is free.
    let isFocusMeant = document.activeElement !== document.body
    const focus = () => {
      isFocusMeant = !isPointing
    }
    const press = (event: KeyboardEvent) => {
      if (event.key !== name) {
        isPointing = false
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target, isFocusMeant)) return
      event.preventDefault()
      setHeld(true)
    }
    const release = (event: KeyboardEvent) => {
      if (event.key === name) setHeld(false)
    }
    const point = () => {
      isPointing = true
    }
    addEventListener('pointerdown', point, { ...options, capture: true })
    addEventListener('focusin', focus, options)
    addEventListener('keydown', press, { ...options, capture: true })
    addEventListener('keyup', release, options)
    // A window that is left does not hear of the release.
    addEventListener('blur', () => setHeld(false), options)
    return () => {
      stop.abort()
      setHeld(false)
    }
  }, [name, isOn])
  return isHeld
}

function isTaken(target: EventTarget | null, isFocusMeant: boolean): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('textarea, select, [contenteditable], [role$="dialog"], [role="menu"]') !== null) return true
  if (target.matches('input:not([type="radio"], [type="range"]), summary')) return true
  return isFocusMeant && target.matches('button, a, input, [role="tab"]')
}
