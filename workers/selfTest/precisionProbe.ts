import { type Outcome, success } from '#core/outcome.ts'
import type { PrecisionProbe } from '#core/ways/remembered.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { decoderBlock } from '#workers/birefnet/decoder/decoderBlock.ts'
import { Network } from '#workers/birefnet/network.ts'
import { feedForward } from '#workers/birefnet/swin/swinBlock.ts'
import type { BuiltModel } from '#workers/onnx/graph.ts'
import { lazyFile } from '#workers/runtime/lazyFile.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Session } from '#workers/runtime/session.ts'
import { startRuntime } from '#workers/runtime/start.ts'
import type { Checkpoint } from '#workers/weights/checkpoint.ts'
import { patternedCheckpoint } from './smallNetwork.ts'

/** The probe goes on for about so long; on a busy machine it takes longer, because fewer turns than these do not tell (measured under a load of 10 on 2 cores). */
const patienceMs = 200
const fewestTurns = 6

/** Turns that only let the wasm code be optimised: the 8-bit graph has more kinds of operators, and would look slower than it is. */
const warmingTurns = 2

/** Rows of the hidden layer, and sides of the map: so many that the work is shared out about as in the whole network, and no more. */
const [rows, height, width] = [256, 4, 10] as const

/** Channels of the first stage's tokens, and of the map that the decoder's first block reads. */
const [tokenChannels, mapChannels] = [192, 240] as const

/** Billions of multiply-adds of the pieces: the two layers of the hidden one; the block's convolutions in and out, its deformable ones with their offsets, and what joins them. */
const taps = 1 + 1 + 9 + 49
const multiplyAdds =
  (rows * 8 * tokenChannels ** 2 +
    height * width * 64 * (9 * (mapChannels + 96) + taps * 256 + 3 * (1 + 1 + 81 + 2401) + 5 * 256)) /
  1e9

/** What the whole network takes for a multiply-add, as a share of what the pieces take (the figure probe-forecast of the bench precision is near 1 then). */
const wholeShare = 0.7

/**
 * How quick this processor is, and in which precision: pieces of the lite network (a Swin block's hidden layer, and a decoder block with its
 * deformable convolutions) in both, in turns, so that other work on the machine falls on both; other work only ever adds, so the best run of each counts.
 * Fails as opening and running networks do.
 */
export async function probePrecisions(): Promise<Outcome<PrecisionProbe>> {
  const runtime = await startRuntime('wasm')
  if (!runtime.ok) return runtime
  const begin = performance.now()
  const weights = patternedCheckpoint(backbones['swin-t'])
  const sessions: Session[] = []
  try {
    for (const precision of ['fp32', 'int8'] as const) {
      const { model, external } = pieces(precision, weights)
      const files = external.map(({ path, byteLength, data }) => lazyFile({ path, byteLength, make: data }))
      const session = await openSession(model, { backend: 'wasm', externalData: files, lean: true })
      if (!session.ok) return session
      sessions.push(session.value)
    }
    const best = sessions.map(() => Number.POSITIVE_INFINITY)
    const started = performance.now()
    for (let turn = 0; turn < warmingTurns + fewestTurns || performance.now() - started < patienceMs; turn++) {
      for (const [which, session] of sessions.entries()) {
        const ms = await timeOf(session)
        if (!ms.ok) return ms
        if (turn >= warmingTurns) best[which] = Math.min(best[which] ?? Number.POSITIVE_INFINITY, ms.value)
      }
    }
    const [full = 1, eightBit = 1] = best
    const secondsPerBillion = (wholeShare * full) / 1000 / multiplyAdds
    return success({ int8Ratio: eightBit / full, secondsPerBillion, ms: performance.now() - begin, at: Date.now() })
  } finally {
    for (const session of sessions) await session.release()
  }
}

async function timeOf(session: Session): Promise<Outcome<number>> {
  const begin = performance.now()
  const result = await session.run(
    {
      tokens: { type: 'float32', dims: [rows, tokenChannels], data: tokens },
      map: { type: 'float32', dims: [1, mapChannels, height, width], data: map },
    },
    ['sum'],
  )
  return result.ok ? success(performance.now() - begin) : result
}

const wave = (length: number) => Float32Array.from({ length }, (_, index) => Math.sin(index))
const tokens = wave(rows * tokenChannels)
const map = wave(mapChannels * height * width)

/** The pieces, joined in one number: copying a result out is no part of the time. */
function pieces(precision: 'fp32' | 'int8', weights: Checkpoint): BuiltModel {
  const size = { width: 1024, height: 1024 }
  const plan = { size, precision, deformable: 'native', chunkBytes: 32e6, patchOrder: 'c-hg-wg' } as const
  const net = new Network(weights, plan)
  const { graph } = net
  const hidden = feedForward(net, graph.input('tokens', 'f32', [rows, tokenChannels]), 'bb.layers.1.blocks.0')
  const map = graph.input('map', 'f32', [1, mapChannels, height, width])
  const decoded = decoderBlock(net, map, 'decoder.decoder_block1', 96)
  const sums = [hidden, decoded].map((x) => graph.op('ReduceSum', [x], { keepdims: 0 }, { shape: [] }))
  const [one, other] = sums
  if (one === undefined || other === undefined) throw new Error('there are two pieces')
  graph.output(net.add(one, other), 'sum')
  return graph.build({ externalData: 'weights.bin', filePerTensor: true })
}
