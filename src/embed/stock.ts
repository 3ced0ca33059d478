import { findByName } from '#core/catalogue/catalogue.ts'
import { underLock } from '#core/locks.ts'
import type { Engine, Shelf } from '#core/ports.ts'
import { chooseModel, type ModelChoice, type ModelsHere } from '#core/tasks/models.ts'
import { type Task, usualModel } from '#core/tasks/task.ts'
import type { Abilities } from '#core/ways/abilities.ts'
import { granted } from './refusal.ts'

/** Files that the host of this page keeps ready; they are brought onto the device when they are first wanted. */
export interface Stock {
  /** The model that is usual here. */
  usual: string
  files: readonly StockFile[]
  abilities(): Abilities
}

export interface StockFile {
  /** Name of the file, with its extension. */
  name: string
  url: string
}

interface Places {
  engine: Engine
  shelf: Shelf
  stock: Stock
}

/** The first model of the task's wishes that is on the device or in the stock. */
export async function takeModel({ models, tier }: Task, places: Places): Promise<ModelChoice> {
  for (const wish of models) {
    const name = wish === usualModel ? places.stock.usual : wish
    if (chooseModel([name], tier, await modelsHere(places)).ok) break
    const file = fileFor(name, places.stock.files)
    if (file === undefined) continue
    // One page of several brings it, the others find it there.
    await underLock('clearcut-stock', { mode: 'exclusive' }, async () => {
      if (!chooseModel([name], tier, await modelsHere(places)).ok) await bring(file, places)
    })
    break
  }
  return chooseModel(models, tier, await modelsHere(places))
}

async function modelsHere({ engine, shelf, stock }: Places): Promise<ModelsHere> {
  const [contents, onnx] = await Promise.all([shelf.look(), engine.listModels(new AbortController().signal)])
  return {
    shelf: contents.ok ? contents.value.items : [],
    onnx: onnx.ok ? onnx.value : [],
    usual: stock.usual,
    abilities: stock.abilities(),
  }
}

/** By the catalogue's file name, or by a person's own: `my-birefnet` for `my-birefnet.safetensors`. */
function fileFor(name: string, files: readonly StockFile[]): StockFile | undefined {
  const wanted = [name.toLowerCase(), findByName(name)?.file.toLowerCase()]
  return files.find((file) => {
    const own = file.name.toLowerCase()
    return wanted.includes(own) || wanted.includes(own.replace(/\.[^.]+$/, ''))
  })
}

async function bring({ name, url }: StockFile, { engine, shelf }: Places): Promise<void> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`the stock does not give ${name}: ${response.status}`)
  const file = new File([await response.blob()], name)
  if (!name.toLowerCase().endsWith('.onnx')) {
    granted(await shelf.addFile(file))
    return
  }
  const added = granted(await engine.addModel(file, [], new AbortController().signal))
  const family = findByName(name.replace(/\.[^.]+$/, ''))?.normalisation
  if (family !== undefined && family !== added.family)
    granted(await engine.correctModel(added.id, family, new AbortController().signal))
}
