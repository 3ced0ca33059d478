import { ChevronDown, ChevronUp } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { useStore } from 'zustand'
import { say, spokenLanguage } from '#core/say.ts'
import { BrushLayer } from '#features/brush/BrushLayer.tsx'
import { BrushTab } from '#features/brush/BrushTab.tsx'
import { BackgroundTab } from '#features/compose/BackgroundTab.tsx'
import { CanvasTab } from '#features/compose/CanvasTab.tsx'
import { EdgesTab } from '#features/edges/EdgesTab.tsx'
import { DownloadBar } from '#features/export/DownloadBar.tsx'
import { DownloadQuestion } from '#features/export/DownloadQuestion.tsx'
import { ExportTab } from '#features/export/ExportTab.tsx'
import { FilmStrip } from '#features/filmstrip/FilmStrip.tsx'
import { MadeOtherwise } from '#features/models/MadeOtherwise.tsx'
import { ModelTab } from '#features/models/ModelTab.tsx'
import { ShelfLine } from '#features/shelf/ShelfLine.tsx'
import { ShelfNews } from '#features/shelf/ShelfNews.tsx'
import { Stage } from '#features/stage/Stage.tsx'
import { SubjectLayer } from '#features/subject/SubjectLayer.tsx'
import { VerdictBar } from '#features/verdict/VerdictBar.tsx'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { selectedJob } from '#state/selectors.ts'
import { IconButton } from '#ui/Button.tsx'
import { Tabs } from '#ui/Tabs.tsx'
import { useKeys } from '#ui/useKeys.ts'
import { loadOverview } from './loadOverview.ts'
import './workspace.css'
import './longWords.css'

const Overview = lazy(async () => ({ default: (await loadOverview()).Overview }))

/** Windows in which the picture would get too little beside an open sheet of settings. */
const isSmall =
  '(max-width: 51.25em) and (min-height: 32.5625em) and (max-height: 40em), (max-width: 37.4375em) and (max-height: 40em)'

const isStacked = '(max-width: 51.25em) and (min-height: 32.5625em), (max-width: 37.4375em)'

const isOverviewOf = (state: AppState) => state.isOverview
const hasKeysOf = (state: AppState) => state.hasLetterKeys

/** Filmstrip, stage, inspector and the way out; `children` lie over the stage. */
export function Workspace({ app, children }: { app: App; children: ReactNode }) {
  const job = useStore(app.store, selectedJob)
  const hasKeys = useStore(app.store, hasKeysOf)
  const isOverview = useStore(app.store, isOverviewOf)
  const [tab, setTab] = useState({ open: 'model', before: 'model' })
  const [isFolded, setFolded] = useState(() => matchMedia(isSmall).matches)
  useEffect(() => {
    void app.models.refresh()
  }, [app])
  useEffect(() => {
    // Beside all photos there is no room for a sheet of settings.
    if (isOverview && matchMedia(isStacked).matches) setFolded(true)
  }, [isOverview])
  const open = (id: string) =>
    setTab(({ open: before }) => ({ open: id, before: before === 'brush' ? 'model' : before }))
  const correct = () => {
    app.brushing.set({ nature: 'smart' })
    open('brush')
    setFolded(false)
  }
  // The brush is one key away, and so is what was open before it.
  useKeys(
    {
      b: () => open(tab.open === 'brush' ? tab.before : 'brush'),
      g: () => app.store.setState({ isOverview: !isOverview }),
    },
    hasKeys,
  )
  return (
    <I18nProvider locale={spokenLanguage()}>
      <div className="workspace" data-folded={isFolded}>
        <FilmStrip app={app} />
        {isOverview ? (
          <Suspense fallback={<main className="overview-loading" aria-busy="true" />}>
            <Overview app={app} />
          </Suspense>
        ) : job === undefined ? (
          <main className="stage" />
        ) : (
          <Stage
            app={app}
            job={job}
            isResult={ofResult.has(tab.open)}
            brush={(view) => <BrushLayer app={app} photoId={job.photo.id} view={view} />}
            subject={
              tab.open === 'canvas'
                ? (view) => <SubjectLayer app={app} photoId={job.photo.id} view={view} />
                : undefined
            }
          >
            <VerdictBar app={app} onBrush={correct} />
          </Stage>
        )}
        {children}
        <aside className="inspector" aria-label={say('workspace.settings')}>
          <IconButton
            className="inspector-fold"
            label={say(isFolded ? 'workspace.settings.show' : 'workspace.settings.hide')}
            tip="none"
            aria-expanded={!isFolded}
            icon={isFolded ? <ChevronUp /> : <ChevronDown />}
            onClick={() => setFolded(!isFolded)}
          />
          <Tabs
            label={say('workspace.settings')}
            open={tab.open}
            onChange={(id) => {
              open(id)
              setFolded(false)
            }}
            tabs={[
              { id: 'model', label: say('workspace.tab.model'), content: <ModelPanel app={app} /> },
              { id: 'edges', label: say('workspace.tab.edges'), content: <EdgesTab app={app} /> },
              { id: 'brush', label: say('workspace.tab.brush'), content: <BrushTab app={app} /> },
              { id: 'background', label: say('workspace.tab.background'), content: <BackgroundTab app={app} /> },
              { id: 'canvas', label: say('workspace.tab.canvas'), content: <CanvasTab app={app} /> },
              { id: 'export', label: say('workspace.tab.export'), content: <ExportTab app={app} /> },
            ]}
          />
          <MadeOtherwise app={app} />
        </aside>
        <DownloadBar app={app} />
        <DownloadQuestion app={app} />
      </div>
    </I18nProvider>
  )
}

/** Tabs in which the picture is looked at as it will be in its file. */
const ofResult: ReadonlySet<string> = new Set(['background', 'canvas', 'export'])

function ModelPanel({ app }: { app: App }) {
  return (
    <>
      <ModelTab app={app} />
      <ShelfLine app={app}>
        <ShelfNews app={app} />
      </ShelfLine>
    </>
  )
}
