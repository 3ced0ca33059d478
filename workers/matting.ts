import { expose, transfer } from 'comlink'
import type { MattingWorker } from '#core/contract.ts'
import { limitMarkup } from '#core/trustedTypes.ts'
import { isFirstRun } from './firstRun.ts'
import { createMatting } from './matting/matting.ts'

// onnxruntime starts its threads from here.
limitMarkup(self)
const matting = createMatting()

// Bitmaps move to the main thread, they are not copied.
const exposed: MattingWorker = {
  ...matting,
  cut: async (request) => {
    const outcome = await matting.cut(request)
    return outcome.ok ? transfer(outcome, [outcome.value.thumbnail]) : outcome
  },
  onMask: (listener) => matting.onMask((fresh) => listener(transfer(fresh, [fresh.alpha.buffer]))),
  view: async (request) => {
    const outcome = await matting.view(request)
    return outcome.ok ? transfer(outcome, [outcome.value.photo, outcome.value.cutout]) : outcome
  },
  retouch: async (request) => {
    const outcome = await matting.retouch(request)
    return outcome.ok ? transfer(outcome, [outcome.value.cutout]) : outcome
  },
  compose: async (request) => {
    const outcome = await matting.compose(request)
    return outcome.ok ? transfer(outcome, [outcome.value.picture]) : outcome
  },
  preview: async (request) => {
    const outcome = await matting.preview(request)
    return outcome.ok ? transfer(outcome, [outcome.value.photo]) : outcome
  },
}

if (isFirstRun()) expose(exposed)
