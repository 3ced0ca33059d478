import { expose } from 'comlink'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { formulaImage } from '#tests/formula/weights.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { openBiRefNetFrom } from '#workers/matting/birefnet/birefnetOpen.ts'
import { runBiRefNet } from '#workers/matting/birefnet/birefnetRun.ts'
import { configureRuntime } from '#workers/runtime/start.ts'

configureRuntime({ baseUrl: '/' })

/** The way from a checkpoint of formula weights to logits, at sizes smaller than the app offers; with a key, one of its weights is no number. */
export const remoteBiRefNet = {
  async logits(side: number, damagedKey?: string) {
    const source = formulaSource(backbones['swin-t'], (key, values) => {
      if (key === damagedKey) values[0] = Number.NaN
    })
    const size = { width: side, height: side }
    const way = { rung: 'wasm-threads', precision: 'fp32', limitBytes: Infinity } as const
    const session = await openBiRefNetFrom({ source, size, way, patchOrder: 'c-hg-wg' })
    if (!session.ok) return session
    const logits = await runBiRefNet(session.value, formulaImage(side, side), size)
    await session.value.release()
    return logits
  },
}

expose(remoteBiRefNet)
