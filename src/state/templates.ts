import { failure, type Outcome } from '#core/outcome.ts'
import type { Outbox, TemplateKeeper } from '#core/ports.ts'
import { say } from '#core/say.ts'
import { type Template, templateFilesOf, templateLimits } from '#core/templates/template.ts'
import { mostTemplateBytes, templateText } from '#core/templates/templateText.ts'
import type { ComposingActions } from './composing.ts'
import { newId } from './id.ts'
import { compositionOf } from './selectors.ts'
import { type AppStore, addNotice, speak } from './store.ts'

export interface TemplateActions {
  /** Brings the person's own templates back, once; whoever changes them before does not lose them. */
  recall(): Promise<void>
  /** Makes a photo look as the template says, or all, as the scope says. How it wants files holds for all. */
  apply(photoId: string, template: Template): void
  /** Keeps how this photo looks under a name, and where it is wanted how files are written; a name that is taken already is kept anew. */
  save(photoId: string, name: string, isWithFiles?: boolean): void
  rename(id: string, name: string): void
  remove(id: string): void
  /** Downloads a person's own templates as one file. */
  exportAll(): void
  /** Adds the templates of such a file; those of names that are there already take their place. */
  importFrom(file: File): Promise<void>
}

interface Neighbours {
  composing: ComposingActions
  keeper: TemplateKeeper
  outbox: Outbox
}

export function createTemplates(store: AppStore, { composing, keeper, outbox }: Neighbours): TemplateActions {
  let recalled: Promise<void> | undefined

  function recall(): Promise<void> {
    recalled ??= keeper.recall().then(
      (kept) => store.setState(({ templates }) => ({ templates: joined(kept, templates) })),
      () => {
        recalled = undefined
      },
    )
    return recalled
  }

  async function keep(): Promise<void> {
    await recall()
    // Those that could not be brought back must not be written over.
    if (recalled !== undefined) keeper.keep(store.getState().templates)
  }

  function set(templates: readonly Template[], said: string): void {
    const kept = templates.slice(-templateLimits.count)
    store.setState({ templates: kept })
    void keep()
    speak(store, said)
  }

  return {
    recall,
    apply(photoId, template) {
      const label = say('news.template.applied', { name: template.name })
      composing.setAll(photoId, template, label)
      speak(store, label)
    },
    save(photoId, given, isWithFiles = false) {
      const name = given.trim().slice(0, templateLimits.name)
      if (name === '') return
      const { templates, exportSettings } = store.getState()
      const { backdrop, ...rest } = compositionOf(store.getState(), photoId)
      // A picture is on this device alone, and no part of a template.
      const composition = backdrop.kind === 'picture' ? rest : { backdrop, ...rest }
      const saved = { id: newId(), name, composition }
      set(
        joined(templates, [isWithFiles ? { ...saved, files: templateFilesOf(exportSettings) } : saved]),
        say('news.template.saved', { name }),
      )
    },
    rename(id, given) {
      const name = given.trim().slice(0, templateLimits.name)
      const { templates } = store.getState()
      if (name === '' || templates.some((one) => one.id !== id && one.name === name)) return
      set(
        templates.map((one) => (one.id === id ? { ...one, name } : one)),
        say('news.template.renamed', { name }),
      )
    },
    remove(id) {
      const { templates } = store.getState()
      set(
        templates.filter((one) => one.id !== id),
        say('news.template.deleted'),
      )
    },
    exportAll() {
      const blob = new Blob([templateText(store.getState().templates)], { type: 'application/json' })
      outbox.save(blob, 'clearcut-templates.json')
    },
    async importFrom(file) {
      const read = await readTemplates(file)
      if (!read.ok) {
        const { reason, detail } = read
        const notice = { kind: 'failure', id: newId(), reason, subject: file.name } as const
        return addNotice(store, detail === undefined ? notice : { ...notice, detail })
      }
      const brought = read.value.map((one) => ({ ...one, id: newId() }))
      set(joined(store.getState().templates, brought), say('news.template.added', { count: brought.length }))
    },
  }
}

async function readTemplates(file: File): Promise<Outcome<Template[]>> {
  if (file.size > mostTemplateBytes) return failure('template-unreadable')
  try {
    const text = await file.text()
    const { templatesOf } = await import('#core/templates/templateFile.ts')
    return templatesOf(text)
  } catch {
    return failure('file-gone')
  }
}

/** The newer ones take the place of those that are called the same. */
function joined(templates: readonly Template[], newer: readonly Template[]): Template[] {
  return [...templates.filter(({ name }) => !newer.some((one) => one.name === name)), ...newer]
}
