import { type Composition, regionIn } from '#core/composition.ts'
import type { Cut, Mask } from '#core/cut.ts'
import { initialEdges } from '#core/edges.ts'
import type { Rect } from '#core/geometry.ts'
import { layersName, outputName } from '#core/names.ts'
import type { Engine, Shelf } from '#core/ports.ts'
import type { Progress } from '#core/progress.ts'
import type { ExportSettings } from '#core/settings.ts'
import type { TaskEnd, TaskFile } from '#core/tasks/done.ts'
import type { ModelChoice } from '#core/tasks/models.ts'
import type { Task } from '#core/tasks/task.ts'
import { inSentences } from '#core/tasks/taskReasons.ts'
import { openable } from '#platform/openable.ts'
import { type ComposedTask, composedTask, outputsOf } from './composedTask.ts'
import { granted, Refusal } from './refusal.ts'
import { type Stock, takeModel } from './stock.ts'
import { type WrittenOutput, writeOutput } from './writeOutput.ts'

/** What a task is done with. */
export interface Desk {
  engine: Engine
  shelf: Shelf
  stock: Stock
}

/** The pictures that a task names, and what the photo is called. */
export interface Given {
  photo: Blob
  name: string
  /** What lies behind, where the task wants a picture. */
  backdrop?: Blob
}

export interface Watching {
  signal: AbortSignal
  onProgress(progress: Progress): void
}

export type MadeFile = TaskFile & { blob: Blob }

/** Does one task, from the photo to the files. Rejects with the signal's reason when it is aborted; every other end is told. */
export async function perform(task: Task, given: Given, desk: Desk, watching: Watching): Promise<TaskEnd<MadeFile>> {
  try {
    return await performed(task, given, desk, watching)
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason, message: error.message }
    watching.signal.throwIfAborted()
    throw error
  }
}

async function performed(task: Task, given: Given, desk: Desk, watching: Watching): Promise<TaskEnd<MadeFile>> {
  const { signal, onProgress } = watching
  const { model, remarks } = chosen(await takeModel(task, desk))
  const file = granted(await openable(given.photo))
  const { composition, written } = await composed(task, given)
  const started = performance.now()
  const cut = granted(await desk.engine.cut({ file, model }, { signal, onStart() {}, onProgress }))
  cut.thumbnail.close()
  refuseOutside(cut, composition)
  const mask = await refined(task, file, cut, desk, watching)
  const files: MadeFile[] = []
  let foreground: Rect | undefined
  for (const settings of outputsOf(task)) {
    const edges = { ...initialEdges, ...task.edges }
    const made = await writeOutput({ file, mask, edges, composition }, settings, written, desk.engine, signal)
    foreground ??= made.foreground
    files.push(fileOf(made, settings, given.name))
  }
  return {
    ok: true,
    value: {
      files,
      photo: { size: cut.size, type: cut.type },
      ...(foreground === undefined ? {} : { foreground }),
      model: cut.madeWith.model,
      remarks,
      engineMs: Math.round(performance.now() - started),
    },
  }
}

function chosen(choice: ModelChoice): Extract<ModelChoice, { ok: true }> {
  if (choice.ok) return choice
  throw new Refusal(choice.reason, choice.message)
}

async function composed(task: Task, { backdrop }: Given): Promise<ComposedTask> {
  const isPicture = task.composition.backdrop.kind === 'picture' && backdrop !== undefined
  return composedTask(task, isPicture ? granted(await openable(backdrop)) : undefined)
}

function refuseOutside({ size }: Cut, { region }: Composition): void {
  if (region === undefined) return
  const { width, height } = regionIn(size, region)
  const beyond = (end: { value: number; unit: string }, whole: number) => end.unit === 'px' && end.value > whole
  const isBeyond = beyond(region.right, size.width) || beyond(region.bottom, size.height)
  if (isBeyond || width === 0 || height === 0)
    throw new Refusal('region-outside', inSentences('region-outside', `It has ${size.width} × ${size.height} pixels.`))
}

async function refined(
  { refine }: Task,
  file: Blob,
  { mask }: Cut,
  { engine }: Desk,
  watching: Watching,
): Promise<Mask> {
  if (refine === undefined) return mask
  return granted(await engine.refine({ file, mask, settings: refine }, watching.signal, watching.onProgress)).mask
}

function fileOf(made: WrittenOutput, { content, format }: ExportSettings, photoName: string): MadeFile {
  const name = content === 'layers' ? layersName(photoName) : outputName(photoName, content, format)
  return {
    id: crypto.randomUUID(),
    content,
    format,
    name,
    type: content === 'layers' ? 'application/zip' : `image/${format}`,
    bytes: made.blob.size,
    size: made.size,
    blob: made.blob,
  }
}
