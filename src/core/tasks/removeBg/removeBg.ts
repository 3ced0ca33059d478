import { colourOfText } from '#core/tasks/backdropColour.ts'
import type { Done, Undone } from '#core/tasks/done.ts'
import { sourceOfText } from '#core/tasks/pictureText.ts'
import { fieldOf, type Parsed, type Problem, parsed } from '#core/tasks/problem.ts'
import { type Source, type Task, taskOf, usualModel } from '#core/tasks/task.ts'
import { marginsOf, positionOf, regionOf, scaleOf } from './lengths.ts'
import { type RemoveBgRequest, removeBgSchema, shadowTypes, sizes } from './schema.ts'

/**
 * Understands a request; exactly one picture, and at most one backdrop.
 * @param fields JSON or the fields of a form
 * @param parts names of the parts that are files
 */
export function parseRemoveBg(fields: unknown, parts: readonly string[] = []): Parsed<RemoveBgRequest> {
  const files = Object.fromEntries(parts.map((name) => [name, 'part']))
  const isRecord = typeof fields === 'object' && fields !== null && !Array.isArray(fields)
  // A form sends what is left empty, too.
  const filled = isRecord ? Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) : fields
  const request = parsed(removeBgSchema, isRecord ? { ...(filled as object), ...files } : filled)
  if (!request.ok) return request
  const { image_file, image_file_b64, image_url, bg_color, bg_image_url, bg_image_file } = request.value
  const problems: Problem[] = []
  const images = [image_file, image_file_b64, image_url].filter((each) => each !== undefined).length
  const names = 'image_file, image_file_b64, image_url'
  if (images === 0)
    problems.push({ path: ['image_file'], kind: 'missing', message: `No image given: one of ${names} is required.` })
  if (images > 1)
    problems.push({
      path: ['image_file'],
      kind: 'value',
      message: `Multiple image sources given: only one of ${names} may be used.`,
    })
  const backdrops = [bg_color, bg_image_url, bg_image_file].filter((each) => each !== undefined && each !== '').length
  if (backdrops > 1)
    problems.push({
      path: ['bg_color'],
      kind: 'value',
      message: 'Only one of bg_color, bg_image_url, bg_image_file may be used.',
    })
  return problems.length > 0 ? { ok: false, problems } : request
}

/** Models that suit a kind of subject, best first. */
const suited = {
  auto: [],
  person: ['birefnet-portrait', 'birefnet-matting'],
  product: ['birefnet-general', 'birefnet-lite'],
  car: ['birefnet-general', 'birefnet-lite'],
  animal: ['birefnet-matting', 'birefnet-general'],
  graphic: ['birefnet-dis'],
  transportation: ['birefnet-general', 'birefnet-lite'],
} as const satisfies Record<RemoveBgRequest['type'], readonly string[]>

export function taskOfRemoveBg(request: RemoveBgRequest): Task {
  const maxPixels = sizes[request.size]
  const scale = scaleOf(request.scale)
  const position = positionOf(request.position ?? (typeof scale === 'number' ? 'center' : 'original'))
  const region = request.roi === '0% 0% 100% 100%' ? undefined : regionOf(request.roi)
  const shadow = shadowTypes[request.shadow_type ?? (request.add_shadow ? 'drop' : 'none')]
  const crop = request.crop ? marginsOf(request.crop_margin) : undefined
  return taskOf({
    input: inputOf(request),
    models: [...suited[request.type], usualModel],
    composition: {
      isSemitransparent: request.semitransparency,
      backdrop: backdropOf(request),
      ...(region === undefined ? {} : { region }),
      ...(crop === undefined ? {} : { crop }),
      ...(typeof scale === 'number' ? { scalePercent: scale } : {}),
      ...(position === undefined || position === 'original' ? {} : { position }),
      ...(maxPixels === undefined ? {} : { maxPixels }),
      ...(shadow === undefined ? {} : { shadow: { kind: shadow, opacityPercent: request.shadow_opacity } }),
    },
    outputs: [outputOf(request)],
  })
}

function inputOf({ image_file_b64, image_url }: RemoveBgRequest): Source {
  if (image_url !== undefined) return { kind: 'url', url: image_url }
  if (image_file_b64 === undefined) return { kind: 'part', name: 'image_file' }
  const source = sourceOfText(image_file_b64)
  if (source === undefined) throw new TypeError('the schema lets only pictures through')
  return source
}

function backdropOf({ bg_color, bg_image_url, bg_image_file }: RemoveBgRequest) {
  if (bg_image_url !== '') return { kind: 'picture', picture: { kind: 'url', url: bg_image_url } } as const
  if (bg_image_file !== undefined) return { kind: 'picture', picture: { kind: 'part', name: 'bg_image_file' } } as const
  const colour = bg_color === '' ? undefined : colourOfText(bg_color)
  if (colour === undefined || colour.opacity === 0) return { kind: 'transparent' } as const
  return { kind: 'colour', ...colour } as const
}

/** `auto` is JPEG where nothing can be seen through, else PNG. */
function outputOf(request: RemoveBgRequest) {
  const { format, channels } = request
  const content = channels === 'alpha' ? 'mask' : 'cutout'
  if (format === 'zip') return { content: 'layers', format: 'jpeg' } as const
  const backdrop = backdropOf(request)
  const isOpaque = backdrop.kind === 'picture' || (backdrop.kind === 'colour' && backdrop.opacity === 1)
  if (format === 'jpg' || (format === 'auto' && isOpaque && content === 'cutout'))
    return { content, format: 'jpeg' } as const
  return { content, format: format === 'webp' ? 'webp' : 'png' } as const
}

/** What remove.bg calls what it saw: as coarse or fine as was wanted, or nothing. No network here tells kinds apart, so it is what the caller said. */
function typeSeen({ type, type_level }: RemoveBgRequest): string | undefined {
  if (type_level === 'none') return undefined
  const seen = type === 'auto' ? 'other' : type
  const isCoarse = type_level === '1'
  return isCoarse && !['person', 'product', 'car'].includes(seen) ? 'other' : seen
}

/** Headers of a binary answer. */
export function removeBgHeaders(request: RemoveBgRequest, done: Done): Record<string, string> {
  const [file] = done.files
  const { x = 0, y = 0, width = 0, height = 0 } = done.foreground ?? {}
  const type = typeSeen(request)
  return {
    ...(type === undefined ? {} : { 'X-Type': type }),
    'X-Width': String(file?.size.width ?? 0),
    'X-Height': String(file?.size.height ?? 0),
    'X-Foreground-Top': String(y),
    'X-Foreground-Left': String(x),
    'X-Foreground-Width': String(width),
    'X-Foreground-Height': String(height),
    'X-Credits-Charged': '0',
  }
}

/** A JSON answer. */
export function removeBgAnswer(done: Done, base64: string) {
  const { x = 0, y = 0, width = 0, height = 0 } = done.foreground ?? {}
  return {
    data: {
      result_b64: base64,
      foreground_top: y,
      foreground_left: x,
      foreground_width: width,
      foreground_height: height,
    },
  }
}

const codes = {
  missing: 'missing_parameter',
  unknown: 'unknown_parameter',
  type: 'invalid_parameter',
  value: 'invalid_parameter',
  range: 'invalid_parameter',
} as const satisfies Record<Problem['kind'], string>

/** What is wrong with a request. */
export function removeBgProblems(problems: readonly Problem[]) {
  return {
    errors: problems.map((problem) => ({
      title: problem.message,
      code: fieldOf(problem) === 'image_file' && problem.kind === 'missing' ? 'missing_source' : codes[problem.kind],
      detail: { field: fieldOf(problem), ...(problem.value === undefined ? {} : { value: problem.value }) },
    })),
  }
}

/** Names that remove.bg has for the same thing. */
const failureCodes: Readonly<Record<string, string>> = {
  'nothing-found': 'unknown_foreground',
  'input-too-large': 'file_too_large',
  'too-many-pixels': 'resolution_too_high',
  'region-outside': 'roi_exceeds_bounds',
  'not-an-image': 'invalid_file_type',
  'input-unreachable': 'failed_to_download',
  'input-refused': 'invalid_image_url',
}

/** Why a task ended without a result. */
export function removeBgFailure({ reason, message }: Undone) {
  return { errors: [{ title: message, code: failureCodes[reason] ?? reason.replaceAll('-', '_') }] }
}
