import { readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { initialRefine, type RefineSettings, refineRanges } from '#core/edges.ts'
import { type ExportContent, type ExportFormat, exportFormats, qualityRange } from '#core/settings.ts'
import { type CompositionOptions, compositionOf } from './compositionArgs.ts'
import { isCheckpoint, modelOf } from './cutoutModel.ts'
import type { EdgeOptions } from './inspector.ts'
import { type SizeOptions, sizesOf } from './sizeArgs.ts'

export interface CutoutOptions {
  files: Input[]
  out: string
  /** Id of a model that the app has; with neither this nor a file, the app's own default. */
  modelId?: string
  modelFile?: string
  /** Side of the network's input in pixels; the model's usual one when absent. */
  tier?: number
  /** Backends that a BiRefNet may run on; all when absent. */
  backends?: Backend[]
  formats: ExportFormat[]
  content: ExportContent
  edges: EdgeOptions
  /** Quality of lossy files, 20 to 99; the app's usual one when absent. */
  quality?: number
  /** How large the files are. */
  sizes: SizeOptions
  /** What is made of the cutouts; they are written as they are where nothing is asked for. */
  composition: CompositionOptions
  /** What alpha matting takes for sure, where it is to find the edge anew. */
  alphaMatting?: RefineSettings
  json: boolean
}

/** A photo, and the subfolder of a given folder in which it was found: its cutout goes into one of the same name. */
export interface Input {
  path: string
  folder: string
}

/** What networks run on. */
export type Backend = (typeof backends)[number]

/** An empty message asks for the usage. */
type Parsed = { ok: true; options: CutoutOptions } | { ok: false; message: string }

const pictures = /\.(?:jpe?g|jfif|png|apng|webp|avif|gif|bmp|svg|hei[cf]|tiff?|psd|psb|ico|jxl|jp2|j2k|jpx)$/i
const tiers = [512, 768, 1024, 1536, 2048]
const backends = ['webgpu', 'wasm'] as const

/** Reads the command line; folders become the pictures in them, at any depth, by name. */
export function parseCutoutArgs(args: string[]): Parsed {
  const wrong = (message: string): Parsed => ({ ok: false, message })
  let read: ReturnType<typeof readArgs>
  try {
    read = readArgs(args)
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = read
  if (values.help === true) return wrong('')
  if (positionals.length === 0) return wrong('Name at least one photo or folder.')
  if (values.out === undefined) return wrong('Say with --out where the files go.')
  const composition = compositionOf(values)
  if ('message' in composition) return wrong(composition.message)
  const template = composition.template?.files
  const wanted = (values.format ?? template?.format ?? 'png')
    .split(',')
    .map((format) => format.trim().replace(/^jpg$/, 'jpeg'))
  const chosen = exportFormats.filter((format) => wanted.includes(format))
  if (chosen.length !== new Set(wanted).size) return wrong(`--format takes ${exportFormats.join(', ')}.`)
  if (values.mask === true && values.layers === true) return wrong('Either --mask or --layers.')
  const names = (values.backend ?? backends.join(',')).split(',').map((name) => name.trim())
  const allowed = backends.filter((backend) => names.includes(backend))
  if (allowed.length !== new Set(names).size) return wrong(`--backend takes ${backends.join(', ')}.`)
  const model = modelOf(values.model ?? 'auto')
  if ('message' in model) return wrong(model.message)
  const quality = values.quality === undefined ? undefined : Number(values.quality)
  if (quality !== undefined && !isWhole(quality, qualityRange))
    return wrong(`--quality takes ${qualityRange.min} to ${qualityRange.max}, not ${values.quality}.`)
  const sizes = sizesOf(values)
  if ('message' in sizes) return wrong(sizes.message)
  if (sizes.densities !== undefined && values.layers === true) return wrong('Either --layers or --set.')
  const refine = refineOf(values)
  if ('message' in refine) return wrong(refine.message)
  const tier = values.tier === undefined ? undefined : tiers.find((side) => String(side) === values.tier)
  if (values.tier !== undefined && tier === undefined) return wrong(`--tier takes one of ${tiers.join(', ')}.`)
  if (tier !== undefined && !('modelFile' in model && isCheckpoint(model.modelFile)))
    return wrong('--tier: only a BiRefNet (.safetensors) has a choice of sizes.')
  return {
    ok: true,
    options: {
      files: positionals.flatMap(picturesIn),
      out: values.out,
      ...model,
      ...(tier === undefined ? {} : { tier }),
      ...(values.backend === undefined ? {} : { backends: allowed }),
      formats: chosen,
      content: values.layers === true ? 'layers' : values.mask === true ? 'mask' : 'cutout',
      edges: {
        cleanColours: values['no-clean-colours'] !== true,
        postProcessMask: values['post-process-mask'] === true,
      },
      ...(quality === undefined ? {} : { quality }),
      sizes: { ...(template?.densities === undefined ? {} : { densities: template.densities }), ...sizes },
      composition,
      ...refine,
      json: values.json === true,
    },
  }
}

function isWhole(value: number, { min, max }: { min: number; max: number }): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}

const refineOptions = [
  ['foreground-above', 'foregroundAbove'],
  ['background-below', 'backgroundBelow'],
  ['erode', 'erodePixels'],
] as const

/** What alpha matting is to take for sure; each of its numbers asks for it, too. */
function refineOf(
  values: ReturnType<typeof readArgs>['values'],
): Pick<CutoutOptions, 'alphaMatting'> | { message: string } {
  const given = refineOptions.filter(([option]) => values[option] !== undefined)
  if (values['alpha-matting'] !== true && given.length === 0) return {}
  const alphaMatting = { ...initialRefine }
  for (const [option, key] of given) {
    const value = Number(values[option])
    const range = refineRanges[key]
    if (!isWhole(value, range))
      return { message: `--${option} takes ${range.min} to ${range.max}, not ${values[option]}.` }
    alphaMatting[key] = value
  }
  if (alphaMatting.backgroundBelow >= alphaMatting.foregroundAbove)
    return { message: '--background-below has to be smaller than --foreground-above.' }
  return { alphaMatting }
}

function readArgs(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      model: { type: 'string' },
      tier: { type: 'string' },
      format: { type: 'string' },
      mask: { type: 'boolean' },
      layers: { type: 'boolean' },
      quality: { type: 'string' },
      scale: { type: 'string' },
      'max-kb': { type: 'string' },
      set: { type: 'string' },
      backdrop: { type: 'string' },
      template: { type: 'string' },
      canvas: { type: 'string' },
      shadow: { type: 'string' },
      'alpha-matting': { type: 'boolean' },
      'foreground-above': { type: 'string' },
      'background-below': { type: 'string' },
      erode: { type: 'string' },
      'post-process-mask': { type: 'boolean' },
      'no-clean-colours': { type: 'boolean' },
      backend: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
}

/** A file as it is, whatever it is called; of a folder, what looks like a picture. */
function picturesIn(path: string): Input[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [{ path, folder: '' }]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pictures.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map((found) => ({ path: found, folder: relative(path, dirname(found)) }))
}
