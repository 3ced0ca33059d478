import { detailOf, parseFal, taskOfFal } from '#core/tasks/fal/fal.ts'
import type { Parsed, Problem } from '#core/tasks/problem.ts'
import { parseRembgForm, parseRembgQuery, taskOfRembg } from '#core/tasks/rembg/rembg.ts'
import { parseRemoveBg, removeBgProblems, taskOfRemoveBg } from '#core/tasks/removeBg/removeBg.ts'
import { runwareProblems } from '#core/tasks/runware/answers.ts'
import { parseRunware, taskOfRunware } from '#core/tasks/runware/runware.ts'
import { jsonOf, mutatedJson } from './mutateJson.ts'
import { BrokenPromiseError, type Target } from './target.ts'

const address = 'https://example.com/photo.jpg'
const taskUUID = '19abad0d-6ec5-40a6-b7af-203775fa5b7f'

const requests: Readonly<Record<string, Record<string, unknown>>> = {
  runware: {
    taskType: 'removeBackground',
    taskUUID,
    inputImage: address,
    model: 'auto',
    outputFormat: 'PNG',
    ttl: 600,
    webhookURL: 'https://example.com/told',
    settings: { rgba: [1, 2, 3, 0.5], postProcessMask: true, alphaMatting: true, alphaMattingErodeSize: 4 },
  },
  fal: {
    image_url: address,
    model: 'Portrait',
    operating_resolution: '2048x2048',
    output_mask: true,
    output_format: 'webp',
  },
  'remove.bg': {
    image_url: address,
    size: 'full',
    roi: '0% 0% 50% 50%',
    crop: 'true',
    crop_margin: '10px',
    scale: '80%',
    bg_color: 'fff8',
  },
  rembg: { url: address, model: 'u2net', a: 'true', af: '240', ab: '10', ae: '10', bgc: '1,2,3,4' },
}

/** Requests of the hosted services' dialects: understood and translated, or refused with every fault in a sentence. */
export const taskTarget: Target = {
  name: 'task requests',
  mostBytes: 4_000_000,
  input: (random) => {
    const dialect = random.pick(Object.keys(requests))
    return jsonOf({ dialect, request: mutatedJson(requests[dialect], random) })
  },
  run: (input) => {
    const { dialect, request } = parsedInput(String(input))
    if (dialect === 'runware') {
      const parsed = parseRunware(request)
      if (!understood(parsed, (problems) => runwareProblems(problems, request))) return false
      const { value } = parsed
      if ('model' in value) taskOfRunware(value)
      return true
    }
    if (dialect === 'fal') {
      const parsed = parseFal(request)
      if (!understood(parsed, detailOf)) return false
      taskOfFal(parsed.value)
      return true
    }
    if (dialect === 'remove.bg') {
      const parsed = parseRemoveBg(request)
      if (!understood(parsed, removeBgProblems)) return false
      taskOfRemoveBg(parsed.value)
      return true
    }
    const parsed = parseRembgQuery(request)
    understood(parseRembgForm(typeof request === 'object' && request !== null ? { ...request } : {}, true), detailOf)
    if (!understood(parsed, detailOf)) return false
    taskOfRembg(parsed.value)
    return true
  },
}

function parsedInput(text: string): { dialect: unknown; request: unknown } {
  try {
    const input: unknown = JSON.parse(text)
    return typeof input === 'object' && input !== null
      ? { dialect: undefined, request: undefined, ...input }
      : { dialect: 'fal', request: input }
  } catch {
    return { dialect: 'fal', request: text }
  }
}

/** Longest answer to a request that is wrong, in characters: it must not carry a photo back. */
const longestAnswer = 200_000

function understood<T>(parsed: Parsed<T>, answer: (problems: Problem[]) => unknown): parsed is { ok: true; value: T } {
  if (parsed.ok) return true
  if (parsed.problems.length === 0) throw new BrokenPromiseError('refused without a reason')
  if (parsed.problems.some(({ message }) => message === '')) throw new BrokenPromiseError('refused without a word')
  const written = JSON.stringify(answer(parsed.problems)).length
  if (written > longestAnswer) throw new BrokenPromiseError(`an answer of ${written} characters`)
  return false
}
