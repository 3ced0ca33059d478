import type { Mask } from '#core/cut.ts'
import type { Edits } from '#core/edits.ts'
import type { ComposedView, ComposeRequest, Preview, PreviewRequest, Retouched, View, ViewRequest } from '#core/look.ts'
import type { Outcome } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import type { ViewMode } from '#core/preferences.ts'
import type { Surface } from '#core/surface.ts'
import { newId } from './id.ts'
import type { Photo } from './job.ts'
import { type AppStore, addNotice } from './store.ts'
import { isTold } from './tellFailure.ts'
import type { Thumbnails } from './thumbnails.ts'

/** What of a cutout is to be looked at, how large at most, and with which edits. */
export interface Look extends Edits {
  photo: Photo
  mask: Mask
  maxPixels: number
}

/** Pictures to look at are no part of the state: whoever asks for them owns them. */
export interface LookingActions {
  setViewMode(mode: ViewMode): void
  /** Chooses what cutouts lie on while they are looked at. */
  setSurface(surface: Surface): void
  view(look: Look, signal: AbortSignal): Promise<Outcome<View>>
  /** The cutout alone with other edits; roughly but at once where `isQuick`. */
  retouch(look: Look, isQuick: boolean, signal: AbortSignal): Promise<Outcome<Retouched>>
  /** The cutout on its canvas, with all that lies behind it, at most `canvasPixels` large. */
  compose(
    look: Look,
    composed: Pick<ComposeRequest, 'composition' | 'canvasPixels' | 'isExact'>,
    signal: AbortSignal,
  ): Promise<Outcome<ComposedView>>
  keepThumbnail: Thumbnails['keep']
  /** The photo alone; with `edges` where its cutout will be looked at with them. */
  preview(
    photo: Photo,
    how: Pick<PreviewRequest, 'maxPixels' | 'edges'>,
    signal: AbortSignal,
  ): Promise<Outcome<Preview>>
}

function requestOf({ photo, mask, edges, strokes, maxPixels }: Look): ViewRequest {
  return { file: photo.file, mask, edges, strokes, maxPixels }
}

export function createLooking(store: AppStore, engine: Engine, thumbnails: Thumbnails): LookingActions {
  /** Keeps what a look at a cutout told of its mask. */
  function learn<T extends Retouched>({ photo }: Look, outcome: Outcome<T>): Outcome<T> {
    if (outcome.ok && outcome.value.facts !== undefined)
      store.setState({ edgeFacts: { photoId: photo.id, facts: outcome.value.facts } })
    return outcome
  }

  return {
    setViewMode: (viewMode) => store.setState({ viewMode }),
    setSurface: (surface) => store.setState({ surface }),
    view: async (look, signal) => learn(look, await engine.view(requestOf(look), signal)),
    retouch: async (look, isQuick, signal) => {
      const outcome = await engine.retouch({ ...requestOf(look), isQuick }, signal)
      // The picture stays as it was; without a word it would seem to be what was asked for.
      if (!outcome.ok)
        addNotice(store, { kind: 'failure', id: newId(), reason: outcome.reason, subject: look.photo.name })
      return learn(look, outcome)
    },
    compose: async (look, composed, signal) => {
      const outcome = await engine.compose({ ...requestOf(look), ...composed }, signal)
      isTold(store, outcome, look.photo.name)
      if (outcome.ok) {
        const { size: canvas, subject, isExact } = outcome.value
        store.setState({ subjectSeen: subject && { photoId: look.photo.id, canvas, subject, isExact } })
      }
      return outcome
    },
    keepThumbnail: thumbnails.keep,
    preview: (photo, how, signal) => engine.preview({ file: photo.file, ...how }, signal),
  }
}
