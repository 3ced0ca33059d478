import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { composedOf } from '#core/composed.ts'
import type { Composition } from '#core/composition.ts'
import { type CompositionSettings, compositionFingerprint } from '#core/compositionSettings.ts'
import { editsFingerprint } from '#core/edits.ts'
import type { App } from '#state/app.ts'
import { cutoutOf, type Job } from '#state/job.ts'
import type { Look } from '#state/looking.ts'
import { compositionOf, edgesOf, strokesOf } from '#state/selectors.ts'
import { useLatest } from '#ui/useLatest.ts'
import { Composer, type Result } from './composer.ts'
import type { StageSize } from './useStageSize.ts'
import { pixelsOf } from './useView.ts'

interface Request {
  look: Omit<Look, 'maxPixels'>
  composition: Composition
  canvasPixels: number
}

/** Largest areas of a composed picture: for the screen it has to come within a fifth of a second. */
const mostPixels = { screen: 1_200_000, fine: 6_000_000 } as const

/** Whoever places a subject by hand reads in figures where it stands: they are to hold for the file. */
function isExact({ place, canvas }: CompositionSettings): boolean {
  return place.kind === 'free' && canvas.kind !== 'subject'
}

/** The selected photo as it will be in its file, as long as something is composed and that is looked at (`isOn`); undefined until it has come. */
export function useResult(
  app: App,
  job: Job,
  isOn: boolean,
  stage: StageSize | undefined,
  isFine: boolean,
): { wanted: string | undefined; result: Result | undefined } {
  const { photo } = job
  const mask = cutoutOf(job)?.cut.mask
  const settings = useStore(app.store, (state) => compositionOf(state, photo.id))
  const edges = useStore(app.store, (state) => edgesOf(state, photo.id))
  const strokes = useStore(app.store, (state) => strokesOf(state, photo.id))
  const [result, setResult] = useState<Result>()
  const composer = useRef<Composer<Request>>(undefined)

  const canvasPixels = stage === undefined ? 0 : Math.min(stage.width * stage.height, mostPixels.screen)
  const composition = isOn && canvasPixels > 0 ? composedOf(settings) : undefined
  const request =
    composition !== undefined && mask !== undefined
      ? { look: { photo, mask, edges, strokes }, composition, canvasPixels }
      : undefined
  const latest = useLatest(request)
  const isMeasured = isExact(settings)
  const edited = editsFingerprint({ edges, strokes })
  const name = request && `${request.look.mask.id} ${edited} ${compositionFingerprint(settings)}`

  useEffect(() => {
    const made = new Composer<Request>(({ look, ...composed }, care, signal) => {
      const maxPixels = pixelsOf[care.isFine ? 'full' : 'screen']
      const wanted = { ...composed, isExact: care.isExact, ...(care.isFine ? { canvasPixels: mostPixels.fine } : {}) }
      return app.looking.compose({ ...look, maxPixels }, wanted, signal)
    }, setResult)
    composer.current = made
    return () => made.end()
  }, [app])

  useEffect(() => {
    const due = latest.current
    const care = { isFine, isExact: isMeasured }
    composer.current?.want(name === undefined || due === undefined ? undefined : { name, ...care, request: due })
    if (name === undefined) setResult(undefined)
  }, [name, isFine, isMeasured])

  useEffect(() => () => result?.picture.close(), [result])
  return {
    wanted: name,
    result: name !== undefined && result?.made.startsWith(`${mask?.id} `) === true ? result : undefined,
  }
}
