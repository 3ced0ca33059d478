import { transfer } from 'comlink'
import type { Cut } from '#core/cut.ts'
import { leaveOnAbort } from '#core/leaveOnAbort.ts'
import type { ForeseeRequest, ViewRequest } from '#core/look.ts'
import { nanoClimber } from '#core/nano.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import type { Reason } from '#core/reasons.ts'
import { Answering } from './answering.ts'
import { Climb, type Knowledge } from './climb.ts'
import { FileIds } from './fileIds.ts'
import { Lane } from './lane.ts'
import { OwnNetworks } from './ownNetworks.ts'
import { Thread, type Use } from './thread.ts'

/** How long a worker may be without work before it is ended and its memory freed. */
const usualIdleMs = 60_000

export interface EngineOptions extends Knowledge {
  /** Where the app's files lie, with a slash at the end. */
  baseUrl: string
  /** Tests hand in a worker of their own. */
  spawn?: () => Worker
  idleMs?: number
  askEveryMs?: number
}

/** Starts the matting worker; the one place where `src` names a file of `workers`. */
function spawnMattingWorker(): Worker {
  return new Worker(new URL('../../workers/matting.ts', import.meta.url), { type: 'module', name: 'matting' })
}

/** Where no network can be run, Auto still keys plain backdrops. */
const ofNetworks: ReadonlySet<Reason> = new Set<Reason>(['no-webassembly', 'runtime-missing'])

/** The built-in network is wanted again and again, for each photo's first mask, and takes little. */
const quickPatience = 5

/**
 * The engine over real workers. What is built in cuts on a thread of its own, so that it is ready while a large network is busy; others cut on
 * a second one, one shows and one writes, so that a finished cutout can be looked at and saved while the next is being made.
 */
export function createEngine({
  baseUrl,
  spawn = spawnMattingWorker,
  idleMs = usualIdleMs,
  askEveryMs = 1000,
  ...knowledge
}: EngineOptions): Engine {
  const fileIds = new FileIds()
  let lookedAt: string | undefined
  // What is on the stage is made ready for being seen while its cut is still busy with the rest. It may fail unheard: the view tries again.
  const onMask = (fresh: ForeseeRequest) => {
    if (fresh.fileId !== lookedAt) return
    void showing.call(async (remote) => await remote.foresee(transfer(fresh, [fresh.alpha.buffer])), never)
  }
  const lane = (patience = 1) => new Lane(new Thread({ spawn, baseUrl, idleMs: patience * idleMs, askEveryMs, onMask }))
  const [quick, cutting, showing, writing] = [lane(quickPatience), lane(), lane(), lane()]
  const quickClimb = new Climb(quick.thread, knowledge, askEveryMs)
  const climb = new Climb(cutting.thread, knowledge, askEveryMs)
  const ownNetworks = new OwnNetworks(cutting.thread, knowledge, askEveryMs)
  const answering = new Answering((request) =>
    quick.queue.enqueue(async () => {
      const ready = await quick.thread.ready(undefined, never)
      return ready.ok ? await quick.thread.call(async (remote) => await remote.hint(request), never) : ready
    }, never),
  )
  // A picture to look at goes without the smart strokes that cannot be worked out: whoever painted them is told.
  const withAnswers = async <R extends ViewRequest>(wanted: R): Promise<R> => {
    const request = { ...wanted, fileId: fileIds.of(wanted.file) }
    const { strokes = [] } = request
    const answered = await answering.answered({ ...request, strokes })
    return answered.ok ? { ...request, strokes: answered.value } : request
  }
  // Looking at another photo must not end the worker: a view is short, so it runs on and is closed unseen.
  const look = <T>(signal: AbortSignal, use: Use<T>, close: (unseen: T) => void) =>
    showing.queue.enqueue(async () => {
      const outcome = await showing.thread.call(use, never)
      if (signal.aborted && outcome.ok) close(outcome.value)
      return outcome
    }, signal)

  return {
    cut: (wanted, { signal, onStart, onProgress }) => {
      const request = { ...wanted, fileId: fileIds.of(wanted.file) }
      const { model, runsOn } = request
      const lane = model.kind === 'birefnet' || model.kind === 'onnx' ? cutting : quick
      return lane.queue.enqueue(async () => {
        onStart()
        const first = await cutBy()
        // Browsers end workers when memory is short: the photo deserves a second one. Larger networks have ways of their own to go on.
        const isLost = lane === quick && !first.ok && first.reason === 'worker-died'
        const outcome = isLost && !signal.aborted ? await cutBy() : first
        // A larger network's heap is as large as it must be, and costly to fill again.
        if (lane === quick && outcome.ok) quick.thread.learnHeap(outcome.value.madeWith.heapBytes)
        return outcome
      }, signal)

      function cutBy(): Promise<Outcome<Cut>> {
        if (model.kind === 'birefnet') return climb.cut(request, model, signal, onProgress)
        if (model.kind === 'onnx') return ownNetworks.cut({ ...request, model }, signal, onProgress)
        const plainly = () => lane.thread.call(async (remote) => await remote.cut(request), signal, onProgress)
        if (model.kind === 'nano') return quickClimb.cut(request, nanoClimber(runsOn), signal, onProgress)
        if (model.kind === 'auto')
          return quickClimb
            .cut(request, nanoClimber(runsOn), signal, onProgress)
            .then((outcome) => (!outcome.ok && ofNetworks.has(outcome.reason) ? plainly() : outcome))
        return plainly()
      }
    },
    warm: (runsOn) =>
      quick.queue
        .enqueue(() => quickClimb.warm(nanoClimber(runsOn), never), never)
        .catch((error: unknown) => failure('unexpected', String(error))),
    measure: () =>
      quick.queue
        .enqueue(() => quickClimb.measure(nanoClimber('wasm'), never), never)
        .catch((error: unknown) => failure('unexpected', String(error))),
    view: async (request, signal) => {
      lookedAt = fileIds.of(request.file)
      const answered = await withAnswers(request)
      return await look(
        signal,
        async (remote) => await remote.view(answered),
        ({ photo, cutout }) => {
          photo.close()
          cutout.close()
        },
      )
    },
    preview: (request, signal) => {
      // Those of the filmstrip are not for the stage.
      if (request.edges !== undefined) lookedAt = fileIds.of(request.file)
      return look(
        signal,
        async (remote) => await remote.preview({ ...request, fileId: fileIds.of(request.file) }),
        ({ photo }) => photo.close(),
      )
    },
    retouch: async (request, signal) => {
      const answered = await withAnswers(request)
      return await look(
        signal,
        async (remote) => await remote.retouch(answered),
        ({ cutout }) => cutout.close(),
      )
    },
    compose: async (request, signal) => {
      const answered = await withAnswers(request)
      return await look(
        signal,
        async (remote) => await remote.compose(answered),
        ({ picture }) => picture.close(),
      )
    },
    encode: async (request, signal, onProgress) => {
      const strokes = request.strokes ?? []
      const answered = await leaveOnAbort(answering.answered({ ...request, strokes }), signal)
      if (!answered.ok) return answered
      const whole = { ...request, strokes: answered.value }
      return await writing.call(async (remote) => await remote.encode(whole), signal, onProgress)
    },
    hint: async (request) => {
      const answered = await answering.answered(request)
      if (!answered.ok) return answered
      const answers = answered.value.flatMap(({ id, answer }) => (answer === undefined ? [] : [[id, answer] as const]))
      return success({ answers: Object.fromEntries(answers) })
    },
    refine: (request, signal, onProgress) =>
      writing.call(async (remote) => await remote.refine(request), signal, onProgress),
    addModel: (file, parts, signal) => showing.call(async (remote) => await remote.addModel(file, parts), signal),
    listModels: (signal) => showing.call(async (remote) => await remote.listModels(), signal),
    correctModel: (id, family, signal) => showing.call(async (remote) => await remote.correctModel(id, family), signal),
    openModel: (id, signal) => showing.call(async (remote) => await remote.openModel(id), signal),
    removeModel: (id, signal) => showing.call(async (remote) => await remote.removeModel(id), signal),
  }
}

const never = new AbortController().signal
