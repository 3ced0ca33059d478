import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { App } from '#state/app.ts'
import type { AppState, Written } from '#state/initialState.ts'

/** How long an address is good after another took its place: the browser reads it when the file has been dropped. */
const urlLifeMs = 60_000

/** A file that has been written and has not left the page yet. */
export interface ReadyFile {
  name: string
  type: string
  url: string
  photoId: string
  /** What the page said of it when it was written: whatever makes another of it takes that back. */
  written: Written | undefined
}

const writtenOf = (state: AppState) => state.written

/** The file of the photo that is looked at, as it would be downloaded: there is one once it was prepared, until something changes. */
export function useReadyFile(app: App, id: string | undefined) {
  const [file, setFile] = useState<ReadyFile>()
  const written = useStore(app.store, writtenOf)
  useEffect(
    () => () => {
      if (file !== undefined) setTimeout(() => URL.revokeObjectURL(file.url), urlLifeMs)
    },
    [file],
  )
  const prepare = () => {
    if (id === undefined) return
    void app.saving.hand(id, async ({ blob, name }) => {
      const told = app.store.getState().written
      setFile({ name, type: blob.type, url: URL.createObjectURL(blob), photoId: id, written: told })
      return undefined
    })
  }
  return { ready: file?.photoId === id && file?.written === written ? file : undefined, prepare }
}
