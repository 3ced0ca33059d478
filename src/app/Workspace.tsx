import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { BackgroundTab } from '#features/backdrop/BackgroundTab.tsx'
import { EdgesTab } from '#features/edges/EdgesTab.tsx'
import { DownloadBar } from '#features/export/DownloadBar.tsx'
import { DownloadQuestion } from '#features/export/DownloadQuestion.tsx'
import { ExportTab } from '#features/export/ExportTab.tsx'
import { FilmStrip } from '#features/filmstrip/FilmStrip.tsx'
import { MadeOtherwise } from '#features/models/MadeOtherwise.tsx'
import { ModelTab } from '#features/models/ModelTab.tsx'
import { ShelfLine } from '#features/shelf/ShelfLine.tsx'
import { Stage } from '#features/stage/Stage.tsx'
import { VerdictBar } from '#features/verdict/VerdictBar.tsx'
import type { App } from '#state/app.ts'
import { selectedJob } from '#state/selectors.ts'
import { IconButton } from '#ui/Button.tsx'
import { Tabs } from '#ui/Tabs.tsx'
import './workspace.css'

/** Filmstrip, stage and inspector. */
export function Workspace({ app }: { app: App }) {
  const job = useStore(app.store, selectedJob)
  const [isFolded, setFolded] = useState(false)
  useEffect(() => {
    void app.models.refresh()
  }, [app])
  return (
    <div className="workspace" data-folded={isFolded}>
      <FilmStrip app={app} />
      {job === undefined ? (
        <main className="stage" />
      ) : (
        <Stage app={app} job={job}>
          <VerdictBar app={app} />
        </Stage>
      )}
      <aside className="inspector" aria-label="Settings">
        <IconButton
          className="inspector-fold"
          label={isFolded ? 'Show the settings' : 'Hide the settings'}
          tip="none"
          aria-expanded={!isFolded}
          icon={isFolded ? <ChevronUp /> : <ChevronDown />}
          onClick={() => setFolded(!isFolded)}
        />
        <Tabs
          label="Settings"
          onChange={() => setFolded(false)}
          tabs={[
            { id: 'model', label: 'Model', content: <ModelPanel app={app} /> },
            { id: 'edges', label: 'Edges', content: <EdgesTab app={app} /> },
            { id: 'background', label: 'Background', content: <BackgroundTab app={app} /> },
            { id: 'export', label: 'Export', content: <ExportTab app={app} /> },
          ]}
        />
        <MadeOtherwise app={app} />
        <DownloadBar app={app} />
      </aside>
      <DownloadQuestion app={app} />
    </div>
  )
}

function ModelPanel({ app }: { app: App }) {
  return (
    <>
      <ModelTab app={app} />
      <ShelfLine app={app} />
    </>
  )
}
