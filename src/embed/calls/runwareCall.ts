import type { Undone } from '#core/tasks/done.ts'
import type { Problem } from '#core/tasks/problem.ts'
import { type RunwareError, runwareAnswer, runwareFailure, runwareProblems } from '#core/tasks/runware/answers.ts'
import { parseRunware, pictureOf, taskOfRunware } from '#core/tasks/runware/runware.ts'
import type { RemoveBackground, RunwareRequest } from '#core/tasks/runware/schemas.ts'
import type { Source } from '#core/tasks/task.ts'
import { dataUriOf } from '#embed/pictureBook.ts'
import { Refusal } from '#embed/refusal.ts'
import { type Call, CallError, performTask } from './call.ts'

interface Answer {
  data: object[]
  errors: RunwareError[]
}

/** Answers as Runware does: what is finished in `data`, what failed in `errors`, each told as soon as it is there. */
export async function runwareCall(call: Call): Promise<object> {
  const { given, onPart } = call
  if (!Array.isArray(given) || given.length === 0) {
    const message = 'A request is an array of tasks.'
    throw new CallError({
      status: 400,
      reason: 'invalid-request',
      message,
      body: { errors: [{ code: 'invalidRequest', message }] },
    })
  }
  const answer: Answer = { data: [], errors: [] }
  const work = given.map(async (entry) => {
    const told = await answerTo(entry, call)
    answer.data.push(...told.data)
    answer.errors.push(...told.errors)
    onPart(told)
  })
  // All of them: one that is aborted rejects, and the others must not go on unseen.
  const ended = await Promise.allSettled(work)
  const broken = ended.find((each) => each.status === 'rejected')
  if (broken !== undefined) throw broken.reason
  return answer
}

async function answerTo(entry: unknown, call: Call): Promise<Answer> {
  const outcome = parseRunware(entry)
  const problems = outcome.ok ? serverOnly(outcome.value) : outcome.problems
  if (!outcome.ok || problems.length > 0) return { data: [], errors: runwareProblems(problems, entry) }
  const request = outcome.value
  switch (request.taskType) {
    case 'ping':
      return { data: [{ taskType: 'ping', pong: true }], errors: [] }
    case 'authentication':
      return { data: [{ taskType: 'authentication' }], errors: [] }
    case 'imageUpload':
      return await upload(request, request.image, 'image', call)
    case 'mediaStorage':
      return await upload(request, request.media, 'media', call)
    case 'getResponse':
      return { data: [], errors: [runwareFailure(nothingKept, request)] }
    default:
      return await cut(request, call)
  }
}

const nothingKept = {
  reason: 'input-unknown',
  message: 'In a page each call brings its own answer: nothing is kept.',
} as const

/** What only a server can do is refused, not ignored. */
function serverOnly(request: RunwareRequest): Problem[] {
  if (!('deliveryMethod' in request)) return []
  const { webhookURL, uploadEndpoint, deliveryMethod } = request
  const named = Object.entries({ webhookURL, uploadEndpoint }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  )
  if (deliveryMethod === 'async') named.push('deliveryMethod')
  return named.map((name) => ({
    path: [name],
    kind: 'value',
    message: `“${name}” is for the server: in a page the answer comes to whoever called. Leave it out.`,
  }))
}

async function upload(
  { taskType, taskUUID }: { taskType: string; taskUUID: string },
  text: string,
  what: 'image' | 'media',
  { book }: Call,
): Promise<Answer> {
  try {
    const picture = await book.open(pictureOf(text))
    const kept = { [`${what}UUID`]: book.keep(picture), [`${what}URL`]: '' }
    return { data: [{ taskType, taskUUID, ...kept, blob: picture.blob }], errors: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { data: [], errors: [runwareFailure(error, { taskType, taskUUID })] }
  }
}

async function cut(request: RemoveBackground, call: Call): Promise<Answer> {
  const task = taskOfRunware(request)
  const kept = await keptInput(task.input, call)
  if (!kept.ok) return { data: [], errors: [runwareFailure(kept, request)] }
  const end = await performTask({ ...task, input: kept.value }, call, request.taskUUID)
  if (!end.ok) return { data: [], errors: [runwareFailure(end, request)] }
  const [file] = end.value.files
  if (file === undefined) throw new Error('a task writes at least one file')
  const isAddress = request.outputType === 'URL'
  const uri = isAddress ? '' : await dataUriOf(file.blob)
  const delivered = { ...file, url: '', base64: uri.slice(uri.indexOf(',') + 1) }
  const answer = runwareAnswer(request, { ...end.value, files: [delivered] }, kept.value.id)
  const { ttl } = request
  const place = isAddress ? { blob: file.blob, ...(ttl === undefined ? {} : { ttl }) } : {}
  return { data: [{ ...answer, ...place }], errors: [] }
}

type KeptInput = { ok: true; value: Extract<Source, { kind: 'kept' }> } | ({ ok: false } & Undone)

/** Each input gets an id, under which a later task may name it again. */
async function keptInput(input: Source, { book }: Call): Promise<KeptInput> {
  if (input.kind === 'kept') return { ok: true, value: input }
  try {
    return { ok: true, value: { kind: 'kept', id: book.keep(await book.open(input)) } }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason, message: error.message }
    throw error
  }
}
