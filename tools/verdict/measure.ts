import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { families } from '#core/models.ts'
import { nanoSide } from '#core/nano.ts'
import type { TrustEvidence } from '#core/trust.ts'
import { compare } from '#tests/bench/nano/pairs.ts'
import { normalise } from '#workers/matting/normalise.ts'
import { sigmoid } from '#workers/matting/outputRange.ts'
import { compileNano } from '#workers/nano/compile.ts'
import { externalFiles } from '#workers/onnx/external.ts'
import type { FloatRaster, RgbaRaster } from '#workers/pixels/raster.ts'
import { resizeMask, resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import { evidenceOf } from '#workers/trust/evidence.ts'
import type { Case } from './cases.ts'

/** What is known of one mask of a case, and how right it is. */
export interface Measured {
  kind: string
  name: string
  iou: number
  evidence: TrustEvidence
}

const root = resolve(import.meta.dirname, '../..')

/** Measures masks of the built-in network, and of u2netp as of a model that a person brought along where that is at hand. */
export async function createMeasure(weightsPath: string, otherPath?: string) {
  const session = await openNano(weightsPath)
  const other = otherPath === undefined ? undefined : await InferenceSession.create(otherPath, quiet)

  return async ({ kind, name, photo, truth }: Case): Promise<{ own: Measured; other?: Measured }> => {
    const plain = await look(session, photo)
    const mirror = mirroredMask(await look(session, mirroredPhoto(photo)))
    const looks = { plain, mirror }
    const iouOf = (mask: FloatRaster) => compare(resizeMask(mask, photo), truth.data).iou
    const own = { kind, name, iou: iouOf(plain), evidence: evidenceOf({ mask: plain, looks }) }
    if (other === undefined) return { own }
    const mask = await lookOther(other, photo)
    return { own, other: { kind, name, iou: iouOf(mask), evidence: evidenceOf({ mask, nano: plain }) } }
  }
}

const quiet = { logSeverityLevel: 3, intraOpNumThreads: 1 } as const

const side = nanoSide

async function openNano(weightsPath: string): Promise<InferenceSession> {
  const bytes = readFileSync(resolve(root, weightsPath))
  const source = {
    sizeBytes: bytes.length,
    read: (start: number, end: number) => Uint8Array.from(bytes.subarray(start, end)),
  }
  const built = compileNano({ source, size: { width: side, height: side }, precision: 'fp32', hasHints: false })
  if (!built.ok) throw new Error(`${built.reason}: ${built.detail}`)
  const externalData = externalFiles(built.value.external).map(({ path, data }) => ({ path, data }))
  return await InferenceSession.create(built.value.model, { ...quiet, externalData })
}

async function look(session: InferenceSession, photo: RgbaRaster): Promise<FloatRaster> {
  const input = resizeToPlanes(photo, { width: side, height: side }).map((value) => 2 * value - 1)
  const { logits } = await session.run({ image: new Tensor('float32', input, [1, 3, side, side]) })
  if (!(logits?.data instanceof Float32Array)) throw new TypeError('The network gives no float32.')
  return { width: side, height: side, data: logits.data.map(sigmoid) }
}

async function lookOther(session: InferenceSession, photo: RgbaRaster): Promise<FloatRaster> {
  const size = { width: 320, height: 320 }
  const input = normalise(resizeToPlanes(photo, size), families.u2net)
  const [inputName = '', outputName = ''] = [session.inputNames[0], session.outputNames[0]]
  const results = await session.run({ [inputName]: new Tensor('float32', input, [1, 3, 320, 320]) })
  const data = results[outputName]?.data
  if (!(data instanceof Float32Array)) throw new TypeError('u2netp gives no float32.')
  return { ...size, data }
}

/** The photo with left and right exchanged. */
function mirroredPhoto({ width, height, data }: RgbaRaster): RgbaRaster {
  const made = new Uint8Array(data.length)
  for (let i = 0; i < width * height; i++) {
    const from = 4 * (i + width - 1 - 2 * (i % width))
    made.set(data.subarray(from, from + 4), 4 * i)
  }
  return { width, height, data: made }
}

function mirroredMask({ width, height, data }: FloatRaster): FloatRaster {
  return { width, height, data: data.map((_, i) => data[i + width - 1 - 2 * (i % width)] ?? 0) }
}
