import type { Photo } from './job.ts'
import type { WrittenPart } from './readyCutouts.ts'
import type { AppStore } from './store.ts'

/** Says how large the files are that belong together, and how long they took. */
export function tellWritten(store: AppStore, { id }: Photo, files: readonly WrittenPart[]): void {
  const bytes = files.reduce((sum, { encoded }) => sum + encoded.blob.size, 0)
  // Of several files the first is the one with colours, which has every stage.
  const first = files[0]?.encoded
  if (first === undefined) return
  const { size, stageMs, quality } = first
  const lowered = quality === undefined ? {} : { quality }
  store.setState({ written: { photoId: id, bytes, size, stageMs, ...lowered } })
}
