import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { falEndpoints, parseFal, taskOfFal } from '#core/tasks/fal/fal.ts'
import { parseRunware, taskOfRunware } from '#core/tasks/runware/runware.ts'
import type { RemoveBackground } from '#core/tasks/runware/schemas.ts'
import { falExamples, picture, runwareExamples } from '../../e2e/serve/seedRequests.ts'
import { value } from './refusals.ts'

const folder = resolve(import.meta.dirname, '../../../../shared/seeds')
const isThere = existsSync(folder)
const seed = (number: string) => {
  const name = readdirSync(folder).find((each) => each.startsWith(number)) ?? ''
  return readFileSync(join(folder, name), 'utf8')
}

/** Every JSON object of a text that stands for itself: from a brace at the start of a line to its fellow. */
function objectsOf(text: string): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = []
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    const end = endOf(text, at)
    const value = end === undefined ? undefined : parsedOrNot(text.slice(at, end))
    if (value === undefined || end === undefined) continue
    found.push(value)
    at = end - 1
  }
  return found
}

function endOf(text: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return at + 1
  }
  return undefined
}

function parsedOrNot(text: string): Record<string, unknown> | undefined {
  try {
    // Documents write JavaScript objects, too, whose keys stand without quotation marks.
    return JSON.parse(text.replace(/^(\s*)([a-z_]+):/gm, '$1"$2":'))
  } catch {
    return undefined
  }
}

test.skipIf(!isThere).each([
  ['000', 3],
  ['001', 2],
  ['002', 2],
])('every example request of seed %s is understood (skipped without ../shared)', (number, count) => {
  const requests = objectsOf(seed(number)).filter((each) => each['taskType'] === 'removeBackground' && 'model' in each)
  expect(requests).toHaveLength(count)
  for (const request of requests) {
    const task = taskOfRunware(value(parseRunware(request)) as RemoveBackground)
    expect(task.models).toEqual([request['model']])
    expect(['url', 'kept']).toContain(task.input.kind)
    if (number === '002')
      expect(task).toMatchObject({
        outputs: [{ format: 'jpeg' }],
        edges: { postProcessMask: true },
        refine: { erodePixels: 10 },
      })
  }
})

test.skipIf(!isThere)('every example input of seed 003 is understood (skipped without ../shared)', () => {
  const inputs = objectsOf(seed('003')).filter((each) => 'image_url' in each)
  expect(inputs.length).toBeGreaterThanOrEqual(3)
  for (const input of inputs) expect(taskOfFal(value(parseFal(input))).input.kind).toBe('url')
})

test.skipIf(!isThere)(
  'every example input of seed 004 is understood, at the address that it names (skipped without ../shared)',
  () => {
    const text = seed('004')
    expect(falEndpoints.some((endpoint) => text.includes(`https://fal.run/${endpoint}"`))).toBe(true)
    const inputs = objectsOf(text)
      .flatMap((each) => ('input' in each ? [each['input']] : [each]))
      .filter((each) => typeof each === 'object' && each !== null && 'image_url' in each)
    expect(inputs.length).toBeGreaterThanOrEqual(2)
    for (const input of inputs) expect(parseFal(input).ok).toBe(true)
  },
)

/** What differs from request to request of the same shape is left out: whose it is, and which picture. */
function shapeOf(request: Record<string, unknown>): string {
  const text = JSON.stringify({ ...request, ...('taskUUID' in request ? { taskUUID: '' } : {}) })
  const isPicture = /"(image|inputImage|image_url)":"[^"]*"/g
  return JSON.stringify(sorted(JSON.parse(text.replace(isPicture, `"$1":"${picture}"`))))
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]))
}

test.skipIf(!isThere)(
  'what is sent to the running server in the seeds’ place is every request that they show (skipped without ../shared)',
  () => {
    const ours = new Set<string>([...runwareExamples, ...falExamples.map(({ input }) => input)].map(shapeOf))
    const theirs = ['000', '001', '002', '003', '004']
      .flatMap((number) => objectsOf(seed(number)))
      .flatMap((each) => {
        const input =
          'input' in each && typeof each['input'] === 'object' ? (each['input'] as Record<string, unknown>) : each
        const isRequest = ('taskType' in input && 'model' in input) || ('image_url' in input && !('image' in input))
        return isRequest ? [input] : []
      })
    const withoutCommon = theirs.filter((each) => Object.keys(each).length > 1 || 'image_url' in each)
    expect(withoutCommon.length).toBeGreaterThanOrEqual(10)
    for (const request of withoutCommon) expect([...ours], JSON.stringify(request)).toContain(shapeOf(request))
  },
)
