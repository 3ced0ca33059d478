import type { InferenceSession } from 'onnxruntime-node'
import { nanoSide } from '#core/nano.ts'
import { bytesSource, fileSource, inputsPath, openNano, runNano, trainedPath } from '#tests/unit/nano/runNano.ts'
import type { Report } from '#tools/benchContract.ts'
import { packNano } from '#tools/nano/pack.ts'
import { resizeToPlanes } from '#workers/pixels/resize/resize.ts'
import { compare, readPairs, readPhoto } from './pairs.ts'

const size = { width: nanoSide, height: nanoSide }
const none = new Float32Array()

/**
 * What the shipped weights (about 8 bits each), half precision, and both together cost the masks of all pairs, against those of the trained weights
 * in full precision: the worst and the mean, and how many are further apart than 0.99 of IoU or 0.004 of alpha.
 */
export async function measureAgreement(report: Report): Promise<void> {
  const exact = await openNano(fileSource(trainedPath), { size, precision: 'fp32', hasHints: false })
  const packed = bytesSource(packNano({ trained: fileSource(trainedPath), inputs: fileSource(inputsPath) }))
  const others = {
    '8-bit': await openNano(packed, { size, precision: 'fp32', hasHints: false }),
    fp16: await openNano(fileSource(trainedPath), { size, precision: 'fp16', hasHints: false }),
    '8-bit-fp16': await openNano(packed, { size, precision: 'fp16', hasHints: false }),
  }
  const sums = new Map<string, { iou: number; mae: number; worstIou: number; worstMae: number; apart: number }>()
  const pairs = readPairs()
  for (const { photo } of pairs) {
    const input = resizeToPlanes(await readPhoto(photo), size).map((value) => 2 * value - 1)
    const wanted = await alphaOf(exact, input)
    for (const [name, session] of Object.entries(others)) {
      const { iou, mae } = compare(await alphaOf(session, input), wanted)
      const sum = sums.get(name) ?? { iou: 0, mae: 0, worstIou: 1, worstMae: 0, apart: 0 }
      sums.set(name, {
        iou: sum.iou + iou / pairs.length,
        mae: sum.mae + mae / pairs.length,
        worstIou: Math.min(sum.worstIou, iou),
        worstMae: Math.max(sum.worstMae, mae),
        apart: sum.apart + (iou < 0.99 || mae > 0.004 ? 1 : 0),
      })
    }
  }
  for (const [name, { iou, mae, worstIou, worstMae, apart }] of sums) {
    report(`iou:${name}`, iou, 'share')
    report(`iou-worst:${name}`, worstIou, 'share')
    report(`mae:${name}`, mae, 'alpha')
    report(`mae-worst:${name}`, worstMae, 'alpha')
    report(`apart:${name}`, apart, `of ${pairs.length}`)
  }
}

async function alphaOf(session: InferenceSession, input: Float32Array): Promise<Uint8Array> {
  const logits = await runNano(session, { ...size, input, hints: none })
  return Uint8Array.from(logits, (logit) => Math.round(255 / (1 + Math.exp(-logit))))
}
