import { type CompositionSettings, compositionFingerprint } from '#core/compositionSettings.ts'
import type { Outcome } from '#core/outcome.ts'
import { say } from '#core/say.ts'
import type { ExportSettings } from '#core/settings.ts'
import type { Template, TemplateFiles } from '#core/templates/template.ts'
import type { MessageId } from '#messages/ids.ts'
import type { Scope } from './composingState.ts'
import { recorded } from './historySteps.ts'
import { newId } from './id.ts'
import { changedForAll, changedForOne, type PerPhoto, withoutOwn } from './perPhoto.ts'
import { compositionOf } from './selectors.ts'
import { type AppStore, speak } from './store.ts'
import { isTold } from './tellFailure.ts'

export interface ComposingActions {
  /** Changes what is made of the photo's cutout, or of all, as the scope says; the label is what undo calls it. */
  set(photoId: string, change: Partial<CompositionSettings>, label?: string): void
  /** Does as a template says; how it wants files to be written holds for all, and one step takes all of it back. */
  setAll(photoId: string, template: Pick<Template, 'composition' | 'files'>, label: string): void
  /** Lets a photo follow all others again. */
  follow(photoId: string): void
  /** Mirrors the photo's subject, or that of all; a second time it is as it was. */
  flip(photoId: string, direction: 'across' | 'down'): void
  setScope(scope: Scope): void
  /** Can this file lie behind cutouts? If not, the person is told why. */
  isFit(opened: Outcome<Blob>, name: string): opened is { ok: true; value: Blob }
  /** Says something of the picture to those who do not see it. */
  tell(words: string): void
}

/** What the history calls the controls. */
const controlNames = {
  backdrop: 'news.step.backdrop',
  shadow: 'news.step.shadow',
  outline: 'news.step.outline',
  canvas: 'news.step.canvas',
  place: 'news.step.place',
  turn: 'news.step.turn',
  tones: 'news.step.tones',
  glow: 'news.step.glow',
  blending: 'news.step.blending',
} satisfies Record<keyof CompositionSettings, MessageId>

/** What a change is called: by the first control that it is made of. */
function labelOf(change: Partial<CompositionSettings>): string {
  const found = Object.entries(controlNames).find(([control]) => Object.hasOwn(change, control))
  return say(found?.[1] ?? controlNames.backdrop)
}

export function createComposing(store: AppStore): ComposingActions {
  function change(
    photoId: string,
    label: string,
    control: string,
    after: PerPhoto<CompositionSettings>,
    files?: TemplateFiles,
  ): void {
    const { compositions: before, history, exportSettings } = store.getState()
    if (nameOf(before) === nameOf(after) && files === undefined) return
    const merge = { control, atMs: performance.now() }
    const changed = files && { before: partOf(exportSettings, files), after: files }
    const step = { kind: 'composition', label, photoId, merge, before, after } as const
    store.setState({
      compositions: after,
      history: recorded(history, changed === undefined ? step : { ...step, files: changed }),
      written: undefined,
      ...(files === undefined ? {} : { exportSettings: { ...exportSettings, ...files } }),
    })
  }

  function set(photoId: string, part: Partial<CompositionSettings>, label = labelOf(part)): void {
    change(photoId, label, `${label} ${Object.keys(part).join()}`, changed(photoId, part))
  }

  /** With a change of one photo, or of all, as the scope says. */
  function changed(photoId: string, part: Partial<CompositionSettings>): PerPhoto<CompositionSettings> {
    const { compositions, compositionScope } = store.getState()
    const isForAll = compositionScope === 'all'
    return isForAll ? changedForAll(compositions, part) : changedForOne(compositions, photoId, part)
  }

  return {
    set,
    setAll: (photoId, { composition, files }, label) =>
      change(photoId, label, newId(), changed(photoId, composition), files),
    flip(photoId, direction) {
      const { turn } = compositionOf(store.getState(), photoId)
      const key = direction === 'across' ? 'isFlippedAcross' : 'isFlippedDown'
      // In a mirror what leans to the right leans to the left.
      const degrees = turn.degrees === 180 ? 180 : 0 - turn.degrees
      set(photoId, { turn: { ...turn, degrees, [key]: !turn[key] } }, say('news.step.flip'))
    },
    follow: (photoId) =>
      change(photoId, say('news.step.follow'), newId(), withoutOwn(store.getState().compositions, photoId)),
    setScope: (compositionScope) => store.setState({ compositionScope }),
    isFit: (opened, name) => isTold(store, opened, name),
    tell: (words) => speak(store, words),
  }
}

/** One name for what all photos have. */
function nameOf({ usual, own }: PerPhoto<CompositionSettings>): string {
  const named = Object.entries(own).map(([id, settings]) => `${id} ${compositionFingerprint(settings)}`)
  return [compositionFingerprint(usual), ...named.sort()].join()
}

/** The settings that a template changes, as they are. */
function partOf(settings: ExportSettings, files: TemplateFiles): Partial<ExportSettings> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => Object.hasOwn(files, key)))
}
