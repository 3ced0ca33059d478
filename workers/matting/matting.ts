import type { MattingWorker } from '#core/contract.ts'
import { cutPlan } from '#core/cutPlan.ts'
import type { ForeseeRequest } from '#core/look.ts'
import { success } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import { backendOf, type Way } from '#core/ways/way.ts'
import { beginRuntime } from '#workers/runtime/begin.ts'
import { configureRuntime } from '#workers/runtime/start.ts'
import { probePrecisions } from '#workers/selfTest/precisionProbe.ts'
import { createSelfTest } from '#workers/selfTest/selfTest.ts'
import { createModelStore } from '#workers/store/models.ts'
import { type OpenCheckpoint, openKeptCheckpoint } from './birefnet/birefnetOpen.ts'
import { cut } from './cut.ts'
import { expected } from './expected.ts'
import { Hinting } from './hint/hinting.ts'
import { holdLock } from './lock.ts'
import { warm } from './nano/warm.ts'
import { addOnnxModel } from './own/onnxModelAdd.ts'
import { openOnnxModel } from './own/onnxModelOpen.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { Show } from './show.ts'
import { encode, refine } from './write.ts'

/** What the worker offers to the main thread; each call answers for itself and leaves nothing behind but warm networks, the photo shown last and what the network saw of the one hinted at last. */
export function createMatting(openCheckpoint: OpenCheckpoint = openKeptCheckpoint): MattingWorker {
  const store = createModelStore()
  const show = new Show()
  const hinting = new Hinting()
  const selfTest = createSelfTest()
  let sessions: Sessions | undefined
  let report: (progress: Progress) => void = () => {}
  let onMask: (fresh: ForeseeRequest) => void = () => {}
  let limitThreads = (_: Way) => {}

  return {
    start: ({ baseUrl }) => {
      configureRuntime({ baseUrl })
      // Heard only before the first network: the engine takes a fresh worker for another number of threads.
      limitThreads = ({ threads }) => configureRuntime({ baseUrl, threads })
      sessions = createSessions(baseUrl, store, openCheckpoint)
      return holdLock('matting')
    },
    onProgress: async (listener) => {
      report = listener
    },
    onMask: async (listener) => {
      onMask = listener
    },
    cut: (request) =>
      expected(async () => {
        if (sessions === undefined) throw new Error('start was not called')
        if (request.way !== undefined) limitThreads(request.way)
        return await cut(request, { sessions, report, onMask })
      }),
    warm: (way) =>
      expected(async () => {
        if (sessions === undefined) throw new Error('start was not called')
        limitThreads(way)
        return await warm(sessions, way)
      }),
    startRuntime: (way) =>
      expected(async () => {
        if (way !== undefined) limitThreads(way)
        return await beginRuntime(way === undefined ? 'wasm' : backendOf(way.rung))
      }),
    isThere: async () => true,
    selfTest: (way, known) =>
      expected(async () => {
        limitThreads(way)
        return await selfTest(way, known, () => report({ stage: 'load', done: cutPlan.decode }))
      }),
    probePrecisions: (way) =>
      expected(async () => {
        limitThreads(way)
        return await probePrecisions()
      }),
    view: (request) => expected(() => show.view(request)),
    retouch: (request) => expected(() => show.retouch(request)),
    compose: (request) => expected(() => show.compose(request)),
    preview: (request) => expected(() => show.preview(request)),
    foresee: (request) => expected(() => show.foresee(request)),
    encode: (request) => expected(() => encode(request, report)),
    refine: (request) => expected(() => refine(request, report)),
    hint: (request) =>
      expected(async () => {
        if (sessions === undefined) throw new Error('start was not called')
        return await hinting.hint(request, sessions)
      }),
    addModel: (file, parts) => expected(() => addOnnxModel(file, parts, store)),
    listModels: () => expected(async () => success(await store.list())),
    correctModel: (id, family) => expected(() => store.correct(id, family)),
    openModel: (id) => expected(() => openOnnxModel(id, store)),
    removeModel: (id) => expected(() => store.remove(id)),
  }
}
