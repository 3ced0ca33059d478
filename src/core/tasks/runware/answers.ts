import type { Done, TaskFile, Undone } from '#core/tasks/done.ts'
import { fieldOf, type Problem } from '#core/tasks/problem.ts'
import type { RemoveBackground } from './schemas.ts'

/** An error as Runware writes it. */
export interface RunwareError {
  code: string
  message: string
  parameter?: string
  type?: string
  documentation: string
  taskUUID?: string
  taskType?: string
  value?: string
  allowedValues?: readonly string[]
  min?: number
  max?: number
}

const codes = {
  missing: 'missingParameter',
  unknown: 'unsupportedParameter',
  type: 'invalidParameterType',
  value: 'invalidParameterValue',
  range: 'parameterOutOfRange',
} as const satisfies Record<Problem['kind'], string>

const documentation = '/docs#runware'

/** What is wrong with one entry of a request; the entry is looked at for what ties the error to it. */
export function runwareProblems(problems: readonly Problem[], entry: unknown): RunwareError[] {
  return problems.map((problem) => ({
    code: fieldOf(problem) === 'taskUUID' && problem.kind !== 'missing' ? 'invalidTaskUUID' : codes[problem.kind],
    message: problem.message,
    parameter: fieldOf(problem),
    type: problem.kind,
    documentation,
    ...identity(entry),
    ...(problem.value === undefined ? {} : { value: problem.value }),
    ...(problem.allowed === undefined ? {} : { allowedValues: problem.allowed }),
    ...(problem.min === undefined ? {} : { min: problem.min }),
    ...(problem.max === undefined ? {} : { max: problem.max }),
  }))
}

/** Why a task ended without a result. */
export function runwareFailure({ reason, message }: Undone, entry: unknown): RunwareError {
  const code = reason.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const parameter = /^model-/.test(reason)
    ? { parameter: 'model' }
    : /^input-/.test(reason)
      ? { parameter: 'inputImage' }
      : reason === 'delivery-refused'
        ? { parameter: 'webhookURL, uploadEndpoint' }
        : {}
  return { code, message, ...parameter, type: 'task', documentation, ...identity(entry) }
}

function identity(entry: unknown): { taskUUID?: string; taskType?: string } {
  if (typeof entry !== 'object' || entry === null) return {}
  const { taskUUID, taskType } = entry as { taskUUID?: unknown; taskType?: unknown }
  return {
    ...(typeof taskUUID === 'string' ? { taskUUID: taskUUID.slice(0, 64) } : {}),
    ...(typeof taskType === 'string' ? { taskType: taskType.slice(0, 64) } : {}),
  }
}

/** A file as the host delivers it: under an address, or in the answer itself. */
export interface Delivered extends TaskFile {
  url?: string
  base64?: string
}

/** The finished task, as one entry of `data`. */
export function runwareAnswer(request: RemoveBackground, done: Done<Delivered>, inputImageUUID: string) {
  const [file] = done.files
  if (file === undefined) throw new Error('a task writes at least one file')
  const { taskType, taskUUID, outputType, includeCost } = request
  const content =
    outputType === 'URL'
      ? { imageURL: file.url ?? '' }
      : outputType === 'base64Data'
        ? { imageBase64Data: file.base64 ?? '' }
        : { imageDataURI: `data:${file.type};base64,${file.base64 ?? ''}` }
  return {
    taskType,
    taskUUID,
    imageUUID: file.id,
    inputImageUUID,
    ...content,
    ...(includeCost ? { cost: 0 } : {}),
  }
}
