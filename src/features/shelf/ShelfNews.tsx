import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { laterWords } from '#platform/language.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { Offer } from './Offer.tsx'
import './shelf.css'

/** Said in words that follow those of the first page. Without them it is shown all the same: it can be stopped. */
const Coming = lazy(async () => {
  const [{ UnderWay }] = await Promise.all([import('./UnderWay.tsx'), laterWords().catch(() => {})])
  return { default: UnderWay }
})

const downloadsOf = (state: AppState) => state.shelf.downloads

/** What is under way to the shelf while one works, and what it offers. */
export function ShelfNews({ app }: { app: App }) {
  const downloads = useStore(app.store, downloadsOf)
  return (
    <>
      <Suspense>
        {downloads.map((download) => (
          <div key={download.id} className="shelf-download">
            <span className="label">{download.name}</span>
            <Coming app={app} download={download} />
          </div>
        ))}
      </Suspense>
      <Offer app={app} />
    </>
  )
}
