import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parcelName, uniqueName } from '#core/names.ts'
import { webGpuFlags } from './chromium.ts'
import type { About } from './drive/about.ts'
import { type CutoutOptions, type Input, parseCutoutArgs } from './drive/cutoutArgs.ts'
import { isCheckpoint } from './drive/cutoutModel.ts'
import { usage } from './drive/cutoutUsage.ts'
import { DrivenApp, type WrittenFacts } from './drive/drivenApp.ts'
import { ModelRefusedError } from './drive/modelRefused.ts'
import { NotWrittenError } from './drive/notWritten.ts'

/** Photos on the page at a time: enough to keep it busy, few enough that its memory stays flat. */
const batchSize = 20

interface Line {
  input: string
  output?: string | string[]
  written?: WrittenFacts | WrittenFacts[]
  width?: number
  height?: number
  contentType?: string | string[]
  model?: string
  backend?: string
  precision?: string
  why?: string[]
  threads?: number
  tier?: string
  ms?: Record<string, number>
  heapBytes?: number
  verdict?: string
  trust?: number
  error?: { reason: string; message: string }
}

const parsed = parseCutoutArgs(process.argv.slice(2))
if (!parsed.ok) {
  console.error(parsed.message === '' ? usage : `${parsed.message}\n\n${usage}`)
  process.exit(parsed.message === '' ? 0 : 2)
}
try {
  process.exit((await cutAll(parsed.options)) ? 0 : 1)
} catch (error) {
  if (!(error instanceof ModelRefusedError)) throw error
  console.error(error.message)
  process.exit(2)
}

async function cutAll(options: CutoutOptions): Promise<boolean> {
  mkdirSync(options.out, { recursive: true })
  const taken = new Set(readdirSync(options.out, { recursive: true, encoding: 'utf8' }))
  const app = await DrivenApp.open(options.backends?.includes('webgpu') === true ? webGpuFlags() : [])
  let allWell = true
  try {
    // Size and backend are chosen beside the photos, so with them the photos come first: their quick first cuts are made again with the model.
    let model = options.modelFile
    const isBiRefNet = model !== undefined && isCheckpoint(model)
    const comesLate = isBiRefNet && (options.tier !== undefined || options.backends !== undefined)
    const bringModel = async () => {
      if (model === undefined) return
      await app.bringModel(model)
      model = undefined
      if (options.tier !== undefined) await app.inspector.chooseTier(options.tier)
      if (isBiRefNet && options.backends !== undefined)
        await app.inspector.chooseRunsOn(options.backends.includes('webgpu') ? 'webgpu' : 'wasm')
    }
    if (!comesLate) await bringModel()
    let isComposed = Object.keys(options.composition).length === 0
    let areEdgesSet = options.edges.cleanColours && !options.edges.postProcessMask
    for (let first = 0; first < options.files.length; first += batchSize) {
      const batch = options.files.slice(first, first + batchSize)
      const there = batch.filter(({ path }) => existsSync(path))
      if (there.length > 0) await app.bring(there.map(({ path }) => path))
      if (there.length > 0) await bringModel()
      if (there.length > 0 && options.modelId !== undefined) await app.inspector.chooseModel(options.modelId)
      if (there.length > 0 && !isComposed) {
        await app.inspector.compose(options.composition)
        isComposed = true
      }
      if (there.length > 0 && !areEdgesSet) {
        await app.inspector.setEdges(options.edges)
        areEdgesSet = true
      }
      for (const input of batch) {
        const line = await cutOne(app, input, there.indexOf(input), options, taken)
        if (line.error !== undefined) allWell = false
        tell(line, options.json)
      }
      if (there.length > 0) await app.removeAll()
    }
  } finally {
    await app.close()
  }
  return allWell
}

async function cutOne(
  app: DrivenApp,
  { path: input, folder }: Input,
  index: number,
  { formats, content, quality, sizes, out, backends, alphaMatting }: CutoutOptions,
  taken: Set<string>,
): Promise<Line> {
  if (index < 0) return { input, error: { reason: 'file-gone', message: 'There is no such file.' } }
  const result = await app.result(index)
  if (!result.ok) return { input, error: { reason: result.reason, message: result.message } }
  const refused = refusal(result.about, backends)
  if (refused !== undefined) return { input, ...result.about, error: refused }
  const unrefined = alphaMatting === undefined ? undefined : await app.inspector.refine(alphaMatting)
  if (unrefined !== undefined) return { input, ...result.about, error: unrefined }
  const outputs: string[] = []
  const types: string[] = []
  const written: WrittenFacts[] = []
  for (const format of formats) {
    await app.inspector.setExport({ format, content, ...(quality === undefined ? {} : { quality }), sizes })
    const download = await app.download().catch(refusedWriting)
    if (download instanceof NotWrittenError)
      return { input, ...result.about, error: { reason: 'not-written', message: download.message } }
    // Numbered by what lies in its own folder: the page has numbered it by all that it has loaded. What an earlier run left is not overwritten.
    const own = parcelName(basename(input), { content, format, densities: sizes.densities ?? 1 })
    const name = uniqueName(join(folder, own), taken)
    taken.add(name)
    await download.saveAs(join(out, name))
    outputs.push(join(out, name))
    written.push(await app.written())
    types.push(own.endsWith('.zip') ? 'application/zip' : `image/${format}`)
  }
  const ms = { ...result.about.ms, ...(await app.writeMs()) }
  const one = <T>(all: T[]) => (all.length === 1 ? (all[0] ?? all) : all)
  return { input, output: one(outputs), written: one(written), contentType: one(types), ...result.about, ms }
}

function refusedWriting(error: unknown): NotWrittenError {
  if (error instanceof NotWrittenError) return error
  throw error
}

/** The app takes another backend rather than cut nothing; who names one wants to know. */
function refusal({ backend, why = [] }: About, backends: CutoutOptions['backends']): Line['error'] {
  if (backends === undefined || backend === 'none' || backends.some((allowed) => allowed === backend)) return undefined
  const reasons = why.length > 0 ? why.join(' ') : 'Only a BiRefNet runs on WebGPU.'
  return { reason: 'other-backend', message: `It ran on ${backend}. ${reasons}` }
}

function tell(line: Line, json: boolean): void {
  if (json) console.log(JSON.stringify(line))
  else if (line.error !== undefined) console.error(`${line.input}: ${line.error.message}`)
  else console.log(`${line.input} -> ${[line.output].flat().join(', ')} (${line.model}, ${line.ms?.['total']} ms)`)
}
