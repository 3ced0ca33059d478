import { type ReactNode, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { writtenBackdropOf } from '#core/composed.ts'
import { editsFingerprint } from '#core/edits.ts'
import { isHairMark, type Stroke } from '#core/strokes.ts'
import type { App } from '#state/app.ts'
import type { AppState } from '#state/initialState.ts'
import { cutoutOf, type Job } from '#state/job.ts'
import { compositionOf, edgesOf, hairMarksOf, strokesOf } from '#state/selectors.ts'
import { Picture } from './Picture.tsx'
import { ResultPicture } from './ResultPicture.tsx'
import { Situation } from './Situation.tsx'
import type { ResultView, StageView } from './stageView.ts'
import { useResult } from './useResult.ts'
import { useStageSize } from './useStageSize.ts'
import { useThumbnail } from './useThumbnail.ts'
import { useView } from './useView.ts'
import './stage.css'

const modeOf = (state: AppState) => state.viewMode
const surfaceOf = (state: AppState) => state.surface
const hasKeysOf = (state: AppState) => state.hasLetterKeys

const pickingOf = (state: AppState) => state.isPicking
const isBrushingOf = (state: AppState) => state.isBrushing
const isMarkingOf = (state: AppState) => isHairMark(state.brush)
const noMarks: readonly Stroke[] = []
const lookOf = (state: AppState) => state.brush.look
const factsOf = (state: AppState) => state.edgeFacts

interface StageProps {
  app: App
  job: Job
  /** Whether it is looked at as it will be in its file, where something is composed. */
  isResult: boolean
  /** Lies over the picture while the brush is in the hand, and paints. */
  brush(view: StageView): ReactNode
  /** Lies over the composed picture while its subject can be moved. */
  subject: ((view: ResultView) => ReactNode) | undefined
  /** Lies over the picture. */
  children?: ReactNode
}

/** The selected photo: its picture, and over it what is going on. */
export function Stage({ app, job, isResult, brush, subject, children }: StageProps) {
  const mode = useStore(app.store, modeOf)
  const backdrop = writtenBackdropOf(useStore(app.store, (state) => compositionOf(state, job.photo.id)))
  const surface = useStore(app.store, surfaceOf)
  const hasKeys = useStore(app.store, hasKeysOf)
  const edges = useStore(app.store, (state) => edgesOf(state, job.photo.id))
  const strokes = useStore(app.store, (state) => strokesOf(state, job.photo.id))
  const marks = useStore(app.store, (state) => hairMarksOf(state, job.photo.id))
  const hair = useStore(app.store, isMarkingOf) ? marks : noMarks
  const isBrushing = useStore(app.store, isBrushingOf)
  const look = useStore(app.store, lookOf)
  const isPicking = useStore(app.store, pickingOf)
  const facts = useStore(app.store, factsOf)
  const stage = useRef<HTMLElement>(null)
  const size = useStageSize(stage)
  const [fine, setFine] = useState<string>()
  const looking = useView(app, job, fine === job.photo.id ? 'full' : 'screen')
  useThumbnail(app, job.photo, cutoutOf(job)?.cut.mask.id, looking)
  const pictures = looking.status === 'none' ? undefined : looking.pictures
  const { wanted, result } = useResult(app, job, isResult && looking.status === 'ready', size, fine === job.photo.id)

  return (
    <main
      ref={stage}
      className="stage"
      data-status={job.status}
      data-preview={cutoutOf(job)?.isPreview === true}
      data-looking={looking.status}
      data-edges={looking.status === 'ready' ? looking.made : undefined}
      data-wanted={editsFingerprint({ edges, strokes })}
      data-composed={wanted === undefined ? 'nothing' : result?.made === wanted}
    >
      {result !== undefined && pictures !== undefined && size !== undefined ? (
        <ResultPicture
          key={job.photo.id}
          name={job.photo.name}
          result={result}
          pictures={pictures}
          stage={size}
          backdrop={backdrop}
          surface={surface}
          hasKeys={hasKeys}
          subject={subject}
          onCoarse={() => setFine(job.photo.id)}
          onSurface={app.looking.setSurface}
        />
      ) : pictures !== undefined && size !== undefined ? (
        <Picture
          key={job.photo.id}
          name={job.photo.name}
          pictures={pictures}
          stage={size}
          mode={mode}
          backdrop={backdrop}
          surface={surface}
          hasKeys={hasKeys}
          picking={
            isPicking && facts?.photoId === job.photo.id
              ? { facts: facts.facts, kept: edges.objects, onPick: (place) => app.edges.pick(job.photo.id, place) }
              : undefined
          }
          brush={
            isBrushing
              ? { look, onLook: (next) => app.brushing.set({ look: next }), strokes, hair, layer: brush }
              : undefined
          }
          onCoarse={() => setFine(job.photo.id)}
          onMode={app.looking.setViewMode}
          onSurface={app.looking.setSurface}
        />
      ) : null}
      <Situation app={app} job={job} looking={looking} />
      {children}
    </main>
  )
}
