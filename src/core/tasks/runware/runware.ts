import type { initialRefine } from '#core/edges.ts'
import { hexOfRgb } from '#core/tasks/backdropColour.ts'
import { sourceOfText } from '#core/tasks/pictureText.ts'
import { type Parsed, parsed, shortened } from '#core/tasks/problem.ts'
import { type Source, type Task, taskOf } from '#core/tasks/task.ts'
import { type RemoveBackground, type RunwareRequest, runwareSchemas } from './schemas.ts'

/** One entry of the array that a request is, understood; or all that is wrong with it. */
export function parseRunware(entry: unknown): Parsed<RunwareRequest> {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    const message = `Each task must be an object, not “${shortened(entry)}”.`
    return { ok: false, problems: [{ path: [], kind: 'type', value: shortened(entry), message }] }
  }
  const taskType: unknown = 'taskType' in entry ? entry.taskType : undefined
  const known = Object.keys(runwareSchemas)
  if (typeof taskType === 'string' && Object.hasOwn(runwareSchemas, taskType))
    return parsed(runwareSchemas[taskType as keyof typeof runwareSchemas], entry)
  const path = ['taskType']
  if (taskType === undefined)
    return {
      ok: false,
      problems: [
        { path, kind: 'missing', allowed: known, message: `“taskType” is required: one of ${known.join(', ')}.` },
      ],
    }
  const value = shortened(taskType)
  const message = `“taskType” must be one of ${known.join(', ')}, not “${value}”.`
  return { ok: false, problems: [{ path, kind: 'value', value, allowed: known, message }] }
}

/** Where a picture of a parsed request comes from. */
export function pictureOf(text: string): Source {
  const source = sourceOfText(text)
  if (source === undefined) throw new TypeError('the schema lets only pictures through')
  return source
}

/** Translates a parsed `removeBackground` into the task. */
export function taskOfRunware(request: RemoveBackground): Task {
  const { settings, outputFormat, outputQuality: quality, ttl, webhookURL, uploadEndpoint, model } = request
  const text = request.inputImage ?? request.image ?? request.inputs?.image ?? ''
  const format = ({ PNG: 'png', JPG: 'jpeg', WEBP: 'webp' } as const)[
    outputFormat.toUpperCase() as 'PNG' | 'JPG' | 'WEBP'
  ]
  return taskOf({
    input: pictureOf(text),
    models: [model],
    edges: { postProcessMask: settings?.postProcessMask ?? false },
    ...(settings?.alphaMatting === true ? { refine: refineOf(settings) } : {}),
    ...(settings?.template === undefined ? {} : { template: settings.template }),
    composition: { backdrop: backdropOf(settings) },
    outputs: [{ content: settings?.returnOnlyMask === true ? 'mask' : 'cutout', format, quality }],
    delivery: {
      ...(ttl === undefined ? {} : { ttlSeconds: ttl }),
      ...(webhookURL === undefined ? {} : { webhook: webhookURL }),
      ...(uploadEndpoint === undefined ? {} : { putTo: uploadEndpoint }),
    },
  })
}

type Settings = NonNullable<RemoveBackground['settings']>

function refineOf(settings: Settings): typeof initialRefine {
  return {
    foregroundAbove: settings.alphaMattingForegroundThreshold,
    backgroundBelow: settings.alphaMattingBackgroundThreshold,
    erodePixels: settings.alphaMattingErodeSize,
  }
}

function backdropOf(settings: Settings | undefined) {
  if (settings?.rgba === undefined) return { kind: 'transparent' } as const
  const [red, green, blue, opacity] = settings.rgba
  if (opacity === 0) return { kind: 'transparent' } as const
  return { kind: 'colour', colour: hexOfRgb(red, green, blue), opacity } as const
}
