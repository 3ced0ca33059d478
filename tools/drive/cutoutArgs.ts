import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type ExportContent, type ExportFormat, exportFormats } from '#core/settings.ts'
import type { EdgeOptions } from './drivenApp.ts'

export interface CutoutOptions {
  files: string[]
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
  /** Finds the edge anew by alpha matting. */
  alphaMatting: boolean
  json: boolean
}

/** What networks run on. */
export type Backend = (typeof backends)[number]

/** An empty message asks for the usage. */
type Parsed = { ok: true; options: CutoutOptions } | { ok: false; message: string }

export const usage = `npm run cutout -- <files or folders...> --out <dir> [options]

Cuts photos with the built app in a headless Chromium and writes the downloads.
  --out DIR         where the files go; nothing there is overwritten
  --model ID|FILE   auto (default), instant, keyer, or a model file (.onnx, .safetensors)
  --format LIST     png (default), webp, jpeg, gif; several with commas
  --mask            the mask alone
  --layers          colours and alpha as two files in a ZIP
  --alpha-matting   finds hair in the photo itself, as "Refine hair edge" does; takes a while
  --post-process-mask  smooths the mask and makes it hard
  --no-clean-colours   leaves the old background's tint in soft edges
  --tier N          512, 768, 1024, 1536 or 2048: size of a BiRefNet's input
  --backend LIST    webgpu, wasm; both with a comma: what a BiRefNet may run on
  --json            one line for each photo: input, output, model, backend, precision, why, tier, ms, heapBytes, or the error
Exit code 1 if any photo failed, 2 if the arguments are wrong.`

const pictures = /\.(?:jpe?g|jfif|png|apng|webp|avif|gif|bmp|svg|hei[cf]|tiff?)$/i
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
  const wanted = (values.format ?? 'png').split(',').map((format) => format.trim().replace(/^jpg$/, 'jpeg'))
  const chosen = exportFormats.filter((format) => wanted.includes(format))
  if (chosen.length !== new Set(wanted).size) return wrong(`--format takes ${exportFormats.join(', ')}.`)
  if (values.mask === true && values.layers === true) return wrong('Either --mask or --layers.')
  const names = (values.backend ?? backends.join(',')).split(',').map((name) => name.trim())
  const allowed = backends.filter((backend) => names.includes(backend))
  if (allowed.length !== new Set(names).size) return wrong(`--backend takes ${backends.join(', ')}.`)
  const model = values.model ?? 'auto'
  const isFile = /\.(?:onnx|safetensors)$/i.test(model)
  if (isFile && !existsSync(model)) return wrong(`There is no model file ${model}.`)
  const tier = values.tier === undefined ? undefined : tiers.find((side) => String(side) === values.tier)
  if (values.tier !== undefined && tier === undefined) return wrong(`--tier takes one of ${tiers.join(', ')}.`)
  if (tier !== undefined && !/\.safetensors$/i.test(model))
    return wrong('--tier: only a BiRefNet (.safetensors) has a choice of sizes.')
  return {
    ok: true,
    options: {
      files: positionals.flatMap(picturesIn),
      out: values.out,
      ...(isFile ? { modelFile: model } : { modelId: model }),
      ...(tier === undefined ? {} : { tier }),
      ...(values.backend === undefined ? {} : { backends: allowed }),
      formats: chosen,
      content: values.layers === true ? 'layers' : values.mask === true ? 'mask' : 'cutout',
      edges: {
        cleanColours: values['no-clean-colours'] !== true,
        postProcessMask: values['post-process-mask'] === true,
      },
      alphaMatting: values['alpha-matting'] === true,
      json: values.json === true,
    },
  }
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
      'alpha-matting': { type: 'boolean' },
      'post-process-mask': { type: 'boolean' },
      'no-clean-colours': { type: 'boolean' },
      backend: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
}

/** A file as it is, whatever it is called; of a folder, what looks like a picture. */
function picturesIn(path: string): string[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pictures.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
}
