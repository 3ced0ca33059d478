import type { Mask } from '#core/cut.ts'
import type { Hinted, HintRequest } from '#core/hints.ts'
import { nanoSide } from '#core/nano.ts'
import { type Outcome, success } from '#core/outcome.ts'
import { reduceMask } from '#workers/edges/reduceMask.ts'
import { unpackMask } from '#workers/encode/packMask.ts'
import { answerStrokes, type RunDabs, type SeenPhoto } from '#workers/hint/answering.ts'
import { standardised } from '#workers/hint/likeness.ts'
import { decodeAgain } from '#workers/matting/decodeAgain.ts'
import { seenByNetworks } from '#workers/matting/flattened.ts'
import { outputRange } from '#workers/matting/outputRange.ts'
import type { HintingSessions, Sessions } from '#workers/matting/sessions.ts'
import { guidePlanes } from '#workers/nano/guides.ts'
import { resizeMask, resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import { type Tensor, toFloat32 } from '#workers/runtime/tensor.ts'

/** What the dab branch reads of the network, besides the photo. */
const features = ['logits', 'd2', 'd3', 'f3', 'f4'] as const

interface Kept {
  file: Blob
  maskId: string
  seen: SeenPhoto
  mask: Float32Array
  /** The photo and the network's results, as the dab branch takes them. */
  given: Record<string, Tensor>
}

/** Works out what smart strokes mean. What the network sees of the photo that was asked about last is kept: a few megabytes. */
export class Hinting {
  #kept: Kept | undefined

  /** See `MattingWorker.hint`. */
  async hint({ file, mask, strokes }: HintRequest, sessions: Pick<Sessions, 'hinting'>): Promise<Outcome<Hinted>> {
    const opened = await sessions.hinting()
    if (!opened.ok) return opened
    const kept = await this.#look(file, mask, opened.value)
    if (!kept.ok) return kept
    const { seen, mask: present, given } = kept.value
    const answers = await answerStrokes(seen, present, strokes, runnerOf(opened.value, given))
    return answers.ok ? success({ answers: answers.value }) : answers
  }

  async #look(file: Blob, mask: Mask, { trunk }: HintingSessions): Promise<Outcome<Kept>> {
    const kept = this.#kept
    if (kept?.maskId === mask.id) return success(kept)
    // Another model has cut the same photo again: what the network sees of it has not changed.
    if (kept !== undefined && kept.file === file) return success(this.#keep({ ...kept, ...(await maskOf(mask)) }))
    this.#kept = undefined
    const photo = await decodeAgain(file, mask.size)
    if (!photo.ok) return photo
    const image = resizeToPlanes(seenByNetworks(photo.value), { width: nanoSide, height: nanoSide })
    for (let at = 0; at < image.length; at++) image[at] = 2 * (image[at] ?? 0) - 1
    const shown: Tensor = { type: 'float32', dims: [1, 3, nanoSide, nanoSide], data: image }
    const results = await trunk.run({ image: { ...shown, data: image.slice() } }, features)
    if (!results.ok) return results
    const of = (name: (typeof features)[number]) => {
      const tensor = results.value[name]
      if (tensor === undefined) throw new Error(`the compiled network has an output called ${name}`)
      return toFloat32(tensor)
    }
    const logits = of('logits')
    const range = outputRange(logits)
    if (!range.ok) return range
    const [decoder, backbone] = [of('d3'), of('f3')].map((data) => standardised({ side: nanoSide / 8, data }))
    if (decoder === undefined || backbone === undefined) throw new Error('both have been made')
    const seen = { size: mask.size, image, logits, decoder, backbone }
    return success(this.#keep({ file, seen, given: { image: shown, ...results.value }, ...(await maskOf(mask)) }))
  }

  #keep(kept: Kept): Kept {
    this.#kept = kept
    return kept
  }
}

/** The mask as small as the network's. */
async function maskOf(mask: Mask): Promise<Pick<Kept, 'maskId' | 'mask'>> {
  const { width, height } = mask.size
  const size = { width: nanoSide, height: nanoSide }
  const least = { width: Math.min(width, 2 * nanoSide), height: Math.min(height, 2 * nanoSide) }
  const small = reduceMask({ width, height, data: await unpackMask(mask) }, least)
  const numbers = Float32Array.from(small.data, (value) => value / 255)
  const bytes = resizeMask({ width: small.width, height: small.height, data: numbers }, size)
  return { maskId: mask.id, mask: Float32Array.from(bytes, (value) => value / 255) }
}

function runnerOf({ dabs }: HintingSessions, given: Record<string, Tensor>): RunDabs {
  return async ({ guide, where }) => {
    // A run may hand its inputs over to another thread.
    const inputs: Record<string, Tensor> = {
      guide: { type: 'float32', dims: [1, guidePlanes, nanoSide / 4, nanoSide / 4], data: guide },
      where: { type: 'float32', dims: [1, 2, nanoSide / 8, nanoSide / 8], data: where },
    }
    for (const [name, tensor] of Object.entries(given))
      inputs[name] = { type: 'float32', dims: tensor.dims, data: toFloat32(tensor).slice() }
    const results = await dabs.run(inputs, ['dabbed'])
    if (!results.ok) return results
    const dabbed = results.value['dabbed']
    if (dabbed === undefined) throw new Error('the compiled branch has an output called dabbed')
    const logits = toFloat32(dabbed)
    const range = outputRange(logits)
    return range.ok ? success(logits) : range
  }
}
