import { existsSync, readFileSync } from 'node:fs'
import { hexOf } from '#core/colour.ts'
import { type ShadowKind, shadowKinds } from '#core/composition.ts'
import { aspectName, canvasRanges, offeredAspects } from '#core/compositionSettings.ts'
import type { Size } from '#core/geometry.ts'
import { type SceneName, sceneNames } from '#core/scenes.ts'
import { builtInTemplates } from '#core/templates/builtIn.ts'
import type { TemplateFiles } from '#core/templates/template.ts'
import { templatesOf } from '#core/templates/templateFile.ts'

/** What is to be made of every cutout. */
export interface CompositionOptions {
  /** A template by its name in the page; of a file, the first one. */
  template?: { name: string; file?: string; files?: TemplateFiles }
  /** A size in pixels, or proportions that the page offers. */
  canvas?: Size | { aspect: string }
  /** A colour as `#rrggbb`, a scene in its usual colour, or a picture's path. */
  backdrop?: { colour: string } | { file: string } | { scene: SceneName }
  shadow?: ShadowKind
}

type Given = { [Key in 'template' | 'canvas' | 'backdrop' | 'shadow']?: string | undefined }

const aspects = offeredAspects.map(aspectName)

/** Reads the options of the composition, or says what is wrong with one. */
export function compositionOf(given: Given): CompositionOptions | { message: string } {
  const parts = [templateOf(given.template), canvasOf(given.canvas), backdropOf(given.backdrop), shadowOf(given.shadow)]
  for (const part of parts) if ('message' in part) return part
  return Object.assign({}, ...parts)
}

type Part = CompositionOptions | { message: string }

function templateOf(template: string | undefined): Part {
  if (template === undefined) return {}
  const builtIn = builtInTemplates.find(({ id, name }) => [id, name.toLowerCase()].includes(template.toLowerCase()))
  if (builtIn !== undefined) return { template: { name: builtIn.name } }
  if (!existsSync(template)) {
    const names = builtInTemplates.map(({ id }) => id).join(', ')
    return { message: `--template takes a file of templates, or one of ${names}, not ${template}.` }
  }
  const read = templatesOf(readFileSync(template, 'utf8'))
  const [first] = read.ok ? read.value : []
  if (first === undefined) return { message: `--template: there is no template in ${template} that can be understood.` }
  return {
    template: { name: first.name, file: template, ...(first.files === undefined ? {} : { files: first.files }) },
  }
}

function canvasOf(canvas: string | undefined): Part {
  if (canvas === undefined) return {}
  if (aspects.includes(canvas)) return { canvas: { aspect: canvas } }
  const [width, height] = /^(\d+)x(\d+)$/.exec(canvas)?.slice(1).map(Number) ?? []
  const { min, max } = canvasRanges.side
  const isRight = (side: number | undefined): side is number => side !== undefined && side >= min && side <= max
  if (isRight(width) && isRight(height)) return { canvas: { width, height } }
  return { message: `--canvas takes WIDTHxHEIGHT, each ${min} to ${max}, or ${aspects.join(', ')}, not ${canvas}.` }
}

function backdropOf(backdrop: string | undefined): Part {
  if (backdrop === undefined || backdrop === 'transparent') return {}
  const colour = hexOf(backdrop)
  if (colour !== undefined) return { backdrop: { colour } }
  const scene = sceneNames.find((name) => name === backdrop)
  if (scene !== undefined) return { backdrop: { scene } }
  if (existsSync(backdrop)) return { backdrop: { file: backdrop } }
  const scenes = sceneNames.join(', ')
  return { message: `--backdrop takes a colour as #rrggbb, ${scenes}, a picture, or transparent, not ${backdrop}.` }
}

function shadowOf(shadow: string | undefined): Part {
  const kind = shadowKinds.find((one) => one === shadow)
  if (kind !== undefined) return { shadow: kind }
  return shadow === undefined || shadow === 'none'
    ? {}
    : { message: `--shadow takes none, ${shadowKinds.join(', ')}, not ${shadow}.` }
}
