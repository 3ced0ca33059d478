import { imageKind } from '#core/imageKind.ts'
import { type ModelFile, modelFile, modelFileBytes } from '#core/modelFiles.ts'
import { isPictureName } from '#core/names.ts'
import { failure } from '#core/outcome.ts'
import type { ZipOpener } from '#core/ports.ts'
import { isProject } from '#core/sessions/projectFile.ts'
import type { ModelActions } from './onnxModels.ts'
import type { Incoming, PhotoActions } from './photos.ts'
import type { ProjectActions } from './projects.ts'
import type { ShelfActions } from './shelf.ts'
import type { AppStore } from './store.ts'
import { isTold } from './tellFailure.ts'

interface Takers {
  zips: ZipOpener
  photos: Pick<PhotoActions, 'add'>
  models: Pick<ModelActions, 'addFiles'>
  shelf: Pick<ShelfActions, 'addFiles'>
  projects: Pick<ProjectActions, 'open'>
}

interface Sorted {
  item: Incoming
  file: File
  kind: ModelFile | undefined
  isPicture: boolean
  isProject: boolean
}

/**
 * Takes whatever files a person brings, by their content: models that can be run here are added, projects are opened, other
 * models are told what they are, and all else counts as photos. What is called a picture is one at once, without being looked at.
 */
export function createBringing(
  store: AppStore,
  { photos, models, shelf, projects, zips }: Takers,
): (incoming: Incoming[]) => Promise<void> {
  async function unpack({ name, file }: Incoming): Promise<void> {
    if (file === undefined) return
    const folder = name.replace(/\.zip$/i, '')
    for await (const photo of zips.photos(file)) {
      if (!isTold(store, photo, name)) return
      const { file: unpacked, folder: within } = photo.value
      photos.add([
        { name: unpacked.name, file: unpacked, folder: within === undefined ? folder : `${folder}/${within}` },
      ])
    }
  }

  return async (brought) => {
    const isZip = ({ file, name }: Incoming) => file !== undefined && /\.zip$/i.test(name)
    const incoming = brought.filter((item) => !isZip(item))
    for (const zip of brought.filter(isZip)) void unpack(zip)
    const isPlain = ({ file, name }: Incoming) => !(file instanceof File) || isPictureName(name)
    photos.add(incoming.filter(isPlain))
    const all = await Promise.all(incoming.filter((item) => !isPlain(item)).flatMap(sort))
    const sorted = all.filter((one) => !one.isProject)
    for (const { file } of all.filter((one) => one.isProject)) await projects.open(file)
    const graphs = sorted.filter(({ kind }) => kind === 'onnx')
    // Weights that a graph keeps beside it have no form of their own.
    const mayBePart = ({ kind, isPicture }: Sorted) => kind === 'model-part' || (kind === undefined && !isPicture)
    const parts = graphs.length === 0 ? [] : sorted.filter(mayBePart)
    const others = sorted.filter((one) => !parts.includes(one))
    photos.add(others.filter(({ kind }) => kind === undefined).map(({ item }) => item))
    for (const { kind, item } of others) {
      if (kind !== undefined && kind !== 'onnx' && kind !== 'safetensors') isTold(store, failure(kind), item.name)
    }
    const checkpoints = sorted.filter(({ kind }) => kind === 'safetensors')
    const files = (some: Sorted[]) => some.map(({ file }) => file)
    if (graphs.length > 0) void models.addFiles(files(graphs), files(parts))
    if (checkpoints.length > 0) void shelf.addFiles(files(checkpoints))
  }
}

function sort(item: Incoming): Promise<Sorted>[] {
  const { file } = item
  return file instanceof File ? [sortFile(item, file)] : []
}

async function sortFile(item: Incoming, file: File): Promise<Sorted> {
  // One that is gone is told as that by whoever takes it.
  const buffer = await file
    .slice(0, modelFileBytes)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0))
  const head = new Uint8Array(buffer)
  const isPicture = imageKind(head) !== undefined
  const isOfProject = !isPicture && isProject(head, item.name)
  const kind = isPicture || isOfProject ? undefined : modelFile(head, item.name)
  return { item, file, isPicture, isProject: isOfProject, kind }
}
