import { z } from 'zod'
import { detailOf, falAnswer, falEndpoints, falFailure, parseFal, taskOfFal } from '#core/tasks/fal/fal.ts'
import { dataUriOf } from '#embed/pictureBook.ts'
import { type Call, CallError, performTask } from './call.ts'

const givenSchema = z.object({ endpoint: z.string(), input: z.unknown() })

/** Answers as `fal-ai/birefnet/v2` does. Files come as Blobs, to which the page gives addresses; with `sync_mode` as data URIs. */
export async function falCall(call: Call): Promise<object> {
  const { endpoint, input } = givenSchema.parse(call.given)
  if (!falEndpoints.some((known) => known === endpoint))
    throw failed(404, { detail: `Application “${endpoint.slice(0, 100)}” is not served here.` })
  const request = parseFal(input)
  if (!request.ok) throw failed(422, detailOf(request.problems))
  const end = await performTask(taskOfFal(request.value), call)
  if (!end.ok) {
    const { code, body } = falFailure(end)
    throw failed(code, body, end.reason, end.message)
  }
  const { sync_mode: isInline } = request.value
  const files = await Promise.all(
    end.value.files.map(async (file) => ({ ...file, url: isInline ? await dataUriOf(file.blob) : '' })),
  )
  const answer = falAnswer({ ...end.value, files })
  if (isInline) return answer
  const blobOf = (content: 'cutout' | 'mask') => ({ blob: files.find((file) => file.content === content)?.blob })
  return {
    image: { ...answer.image, ...blobOf('cutout') },
    ...(answer.mask_image === undefined ? {} : { mask_image: { ...answer.mask_image, ...blobOf('mask') } }),
  }
}

function failed(status: number, body: { detail: unknown }, reason = 'invalid-request', message?: string): CallError {
  return new CallError({ status, reason, message: message ?? JSON.stringify(body.detail), body })
}
