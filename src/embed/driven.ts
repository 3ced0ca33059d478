import type { TaskEnd, TaskFile } from '#core/tasks/done.ts'
import type { Task } from '#core/tasks/task.ts'
import { inSentences } from '#core/tasks/taskReasons.ts'
import { type Desk, perform } from './perform.ts'

import type { StockFile } from './stock.ts'

declare global {
  interface Window {
    /** Opens the engine for a server that drives this page; resolves when what is usual is ready to cut. */
    openDriven?: (options: { usual?: string; files: StockFile[] }) => Promise<void>
    driven?: DrivenEngine
    /** Put there by the server. */
    clearcutProgress?: (id: string, stage: string, done: number) => void
  }
}

/** One task as the server hands it to its page: pictures lie at addresses of the page's own origin, files are put to one. */
export interface DrivenRun {
  id: string
  task: Task
  photoUrl: string
  photoName: string
  backdropUrl?: string
  /** Files are put below it, by their ids. */
  filesUrl: string
}

/** What a server that drives this page may call. */
export interface DrivenEngine {
  run(run: DrivenRun): Promise<TaskEnd<TaskFile>>
  abort(id: string): void
}

/** @param report hears of stages, if the driver listens */
export function drivenEngine(desk: Desk, report: (id: string, stage: string, done: number) => void): DrivenEngine {
  const running = new Map<string, AbortController>()
  return {
    abort: (id) => running.get(id)?.abort(),
    async run({ id, task, photoUrl, photoName, backdropUrl, filesUrl }) {
      const controller = new AbortController()
      running.set(id, controller)
      const { signal } = controller
      try {
        const photo = await blobAt(photoUrl, signal)
        const backdrop = backdropUrl === undefined ? {} : { backdrop: await blobAt(backdropUrl, signal) }
        const onProgress = ({ stage, done }: { stage: string; done: number }) => report(id, stage, done)
        const end = await perform(task, { photo, name: photoName, ...backdrop }, desk, { signal, onProgress })
        if (!end.ok) return end
        const files: TaskFile[] = []
        for (const { blob, ...file } of end.value.files) {
          const response = await fetch(`${filesUrl}${file.id}`, { method: 'PUT', body: blob, signal })
          if (!response.ok)
            return {
              ok: false,
              reason: 'storage-failed',
              message: inSentences('storage-failed', await response.text()),
            }
          files.push(file)
        }
        return { ok: true, value: { ...end.value, files } }
      } catch (error) {
        if (signal.aborted) return { ok: false, reason: 'cancelled', message: 'The task was cancelled.' }
        throw error
      } finally {
        running.delete(id)
      }
    },
  }
}

async function blobAt(url: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`${response.status} for a picture of this task`)
  return await response.blob()
}
