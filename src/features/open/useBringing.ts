import { useEffect, useRef, useState } from 'react'
import { pastedName } from '#core/names.ts'
import { carriedBy } from '#platform/carried.ts'
import { filesOfDrop, filesOfPaste } from '#platform/droppedFiles.ts'
import type { FirstActions } from '#state/opening.ts'

/** Listens on the whole page for drops and pastes; tells whether something that may be a picture is being dragged over it. */
export function useBringing(app: FirstActions): boolean {
  const [isDragging, setDragging] = useState(false)
  const pasted = useRef(0)

  useEffect(() => {
    // Each element on the way fires its own enter and leave: the drag is over when they cancel out.
    let depth = 0
    let isOwn = false
    const setDepth = (next: number) => {
      depth = Math.max(next, 0)
      setDragging(depth > 0)
    }
    const nextPastedName = () => {
      pasted.current += 1
      return pastedName(pasted.current)
    }
    /** Takes what came besides files, or says why there is nothing to take. */
    const take = (transfer: DataTransfer) => {
      const { pictures, addresses, isOutOfReach } = carriedBy(transfer, nextPastedName)
      if (pictures.length > 0) app.bring(pictures)
      else if (addresses.length > 0) app.addresses.ask(addresses)
      else app.addresses.refuse(isOutOfReach ? 'address-elsewhere' : 'nothing-carried')
    }
    const listeners = {
      // What is dragged within the page, a marked word or a slider's knob, brings nothing.
      dragstart: () => {
        isOwn = true
      },
      dragend: () => {
        isOwn = false
      },
      dragenter: (event: DragEvent) => {
        if (isOwn || !mayBring(event)) return
        event.preventDefault()
        setDepth(depth + 1)
      },
      dragleave: (event: DragEvent) => {
        if (!isOwn && mayBring(event)) setDepth(depth - 1)
      },
      dragover: (event: DragEvent) => {
        if (isForField(event) || event.dataTransfer === null) return
        event.preventDefault()
        event.dataTransfer.dropEffect = isOwn || !mayBring(event) ? 'none' : 'copy'
      },
      drop: (event: DragEvent) => {
        if (isForField(event) || event.dataTransfer === null) return
        const isTaken = event.defaultPrevented
        // Whatever it is: a link that nobody takes would be opened by the browser.
        event.preventDefault()
        setDepth(0)
        if (isOwn || isTaken) return
        if (hasFiles(event)) void filesOfDrop(event.dataTransfer).then((files) => app.bring(files))
        else take(event.dataTransfer)
      },
    }
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData === null) return
      const files = filesOfPaste(event.clipboardData, nextPastedName)
      if (files.length === 0 && isEditable(event.target)) return
      event.preventDefault()
      if (files.length > 0) app.bring(files)
      else take(event.clipboardData)
    }
    const stop = new AbortController()
    const { signal } = stop
    addEventListener('dragstart', listeners.dragstart, { signal })
    addEventListener('dragend', listeners.dragend, { signal })
    addEventListener('dragenter', listeners.dragenter, { signal })
    addEventListener('dragleave', listeners.dragleave, { signal })
    addEventListener('dragover', listeners.dragover, { signal })
    addEventListener('drop', listeners.drop, { signal })
    addEventListener('paste', paste, { signal })
    return () => stop.abort()
  }, [app])

  return isDragging
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}

function mayBring(event: DragEvent): boolean {
  return ['Files', 'text/html', 'text/uri-list'].some((type) => event.dataTransfer?.types.includes(type) === true)
}

/** Text that is dropped into a field is the field's. */
function isForField(event: DragEvent): boolean {
  return isEditable(event.target) && !hasFiles(event)
}

function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('textarea, input:not([type="radio"], [type="checkbox"], [type="range"])') !== null
  )
}
