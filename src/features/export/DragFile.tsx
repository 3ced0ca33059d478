import { GripVertical } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { say } from '#core/say.ts'
import { canDragOut, giveFile } from '#platform/dragOut.ts'
import type { ReadyFile } from './useReadyFile.ts'
import './dragFile.css'

/** Who passes over on the way to something else wants no file. */
const restMs = 350

interface DragFileProps {
  ready: ReadyFile | undefined
  prepare(): void
  children: ReactNode
}

/** A file's figures, by which it can be dragged out of the window: it is written when the pointer rests on them. */
export function DragFile({ ready, prepare, children }: DragFileProps) {
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(rest.current), [])
  if (!canDragOut()) return children
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Download does by keyboard what dragging does by the pointer
    <span
      className="drag-file"
      data-ready={ready !== undefined}
      draggable={ready !== undefined}
      title={ready === undefined ? say('export.drag.rest') : say('export.drag.ready', { file: ready.name })}
      onPointerEnter={() => {
        if (ready === undefined) rest.current = setTimeout(prepare, restMs)
      }}
      onPointerLeave={() => clearTimeout(rest.current)}
      onDragStart={(event) => {
        if (ready !== undefined) giveFile(event.dataTransfer, ready)
      }}
    >
      <GripVertical size={14} aria-hidden="true" />
      {children}
    </span>
  )
}
