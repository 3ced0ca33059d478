import { composedOf, writtenBackdropOf } from '#core/composed.ts'
import type { Composition } from '#core/composition.ts'
import { initialComposition } from '#core/compositionSettings.ts'
import { type Backdrop, type ExportSettings, initialExportSettings } from '#core/settings.ts'
import type { Task } from '#core/tasks/task.ts'
import { templateOfTask } from '#core/tasks/taskTemplate.ts'

/** What is composed, and the colour that the writer itself lays behind. */
export interface ComposedTask {
  composition: Composition
  written: Backdrop
}

/** What a task wants to be made of its cutout: as its template says, and as it says itself. The picture is the one that it names, opened. */
export function composedTask({ template, composition: own }: Task, picture: Blob | undefined): ComposedTask {
  const { backdrop: behind, isSemitransparent, ...parts } = own
  const based = template === undefined ? plain : ofTemplate(template)
  const composition: Composition = { ...based.composition, isSemitransparent, ...given(parts) }
  if (behind.kind === 'transparent') return { composition, written: based.written }
  if (behind.kind !== 'picture') {
    // An opaque colour is laid behind by the writer itself, as for a person's download.
    const isPlain = behind.opacity === 1 && !needsGround(composition)
    return isPlain
      ? {
          composition: { ...composition, backdrop: { kind: 'transparent' } },
          written: { kind: 'colour', colour: behind.colour },
        }
      : { composition: { ...composition, backdrop: behind }, written: { kind: 'transparent' } }
  }
  const backdrop = picture === undefined ? ({ kind: 'transparent' } as const) : ({ kind: 'picture', picture } as const)
  return { composition: { ...composition, backdrop }, written: { kind: 'transparent' } }
}

const plain: ComposedTask = {
  composition: { isSemitransparent: true, backdrop: { kind: 'transparent' } },
  written: { kind: 'transparent' },
}

function ofTemplate(template: NonNullable<Task['template']>): ComposedTask {
  const settings = { ...initialComposition, ...templateOfTask(template).composition }
  return { composition: composedOf(settings) ?? plain.composition, written: writtenBackdropOf(settings) }
}

/** Light of a template that is mixed with what lies behind. */
function needsGround({ glow, blending }: Composition): boolean {
  return glow !== undefined || blending !== undefined
}

type Parts = Omit<Task['composition'], 'backdrop' | 'isSemitransparent'>

/** The parts that the task really has. */
function given(parts: Parts): { [Key in keyof Parts]?: NonNullable<Parts[Key]> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
}

/** How the files of a task are written: as its outputs say, and where these say nothing as its template does. */
export function outputsOf({ outputs, template }: Task): ExportSettings[] {
  const { densities: _, ...files } = (template === undefined ? undefined : templateOfTask(template).files) ?? {}
  return (outputs ?? [{}]).map((output) => ({ ...initialExportSettings, ...files, ...output }))
}
