import { expose } from 'comlink'
import { formulaSource } from '#tests/formula/checkpoint.ts'
import { backbones } from '#workers/birefnet/backbone.ts'
import { createMatting } from '#workers/matting/matting.ts'

// The app's own worker, with a checkpoint of formula weights in the place of the shelf.
const matting = createMatting(async () => ({
  ok: true,
  value: { item: { patchOrder: 'c-hg-wg' }, source: formulaSource(backbones['swin-t']), release() {} },
}))

expose(matting)
