import { useEffect } from 'react'
import { useStore } from 'zustand'
import { BackgroundTab } from '#features/backdrop/BackgroundTab.tsx'
import { DownloadBar } from '#features/export/DownloadBar.tsx'
import { ExportTab } from '#features/export/ExportTab.tsx'
import { FilmStrip } from '#features/filmstrip/FilmStrip.tsx'
import { ModelTab } from '#features/models/ModelTab.tsx'
import { Stage } from '#features/stage/Stage.tsx'
import type { App } from '#state/app.ts'
import { selectedJob } from '#state/selectors.ts'
import { Tabs } from '#ui/Tabs.tsx'
import './workspace.css'

/** Filmstrip, stage and inspector. */
export function Workspace({ app }: { app: App }) {
  const job = useStore(app.store, selectedJob)
  useEffect(() => {
    void app.models.refresh()
  }, [app])
  return (
    <div className="workspace">
      <FilmStrip app={app} />
      {job === undefined ? <main className="stage" /> : <Stage app={app} job={job} />}
      <aside className="inspector" aria-label="Settings">
        <Tabs
          label="Settings"
          tabs={[
            { id: 'model', label: 'Model', content: <ModelTab app={app} /> },
            { id: 'background', label: 'Background', content: <BackgroundTab app={app} /> },
            { id: 'export', label: 'Export', content: <ExportTab app={app} /> },
          ]}
        />
        <DownloadBar app={app} />
      </aside>
    </div>
  )
}
