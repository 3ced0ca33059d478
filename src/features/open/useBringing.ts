import { useEffect, useRef, useState } from 'react'
import { pastedName } from '#core/names.ts'
import { filesOfDrop, filesOfPaste } from '#platform/droppedFiles.ts'
import type { App } from '#state/app.ts'

/** Listens on the whole page for drops and pastes; tells whether files are being dragged over it. */
export function useBringing(app: App): boolean {
  const [isDragging, setDragging] = useState(false)
  const pasted = useRef(0)

  useEffect(() => {
    // Each element on the way fires its own enter and leave: the drag is over when they cancel out.
    let depth = 0
    const setDepth = (next: number) => {
      depth = Math.max(next, 0)
      setDragging(depth > 0)
    }
    const nextPastedName = () => {
      pasted.current += 1
      return pastedName(pasted.current)
    }
    const listeners = {
      dragenter: (event: DragEvent) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setDepth(depth + 1)
      },
      dragleave: (event: DragEvent) => {
        if (hasFiles(event)) setDepth(depth - 1)
      },
      dragover: (event: DragEvent) => {
        if (!hasFiles(event) || event.dataTransfer === null) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      },
      drop: (event: DragEvent) => {
        if (!hasFiles(event) || event.dataTransfer === null) return
        event.preventDefault()
        setDepth(0)
        void filesOfDrop(event.dataTransfer).then((files) => app.bring(files))
      },
    }
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData === null) return
      const files = filesOfPaste(event.clipboardData, nextPastedName)
      if (files.length === 0) return
      event.preventDefault()
      app.bring(files)
    }
    const stop = new AbortController()
    const { signal } = stop
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
