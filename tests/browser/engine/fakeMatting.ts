import { expose } from 'comlink'
import type { MattingWorker } from '#core/contract.ts'
import type { CutRequest } from '#core/cut.ts'
import type { ForeseeRequest } from '#core/look.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'
import type { Progress } from '#core/progress.ts'
import type { Way } from '#core/ways/way.ts'

// A worker that behaves as the text of the photo tells it: it stands for whatever a real one may do to its caller.
let progress: (progress: Progress) => void = () => {}
let onMask: (fresh: ForeseeRequest) => void = () => {}
let foreseen: string | undefined
let cuts = 0

async function cut(request: CutRequest): Promise<Outcome<never>> {
  const order = await request.file.text()
  cuts += 1
  if (request.way !== undefined) return await cutInWay(order, request.way)
  progress({ stage: 'run', done: 0.5 })
  if (order === 'tell' && request.fileId !== undefined)
    onMask({ fileId: request.fileId, mask: { id: 'told', size: { width: 1, height: 1 } }, alpha: new Uint8Array(1) })
  if (order === 'hang') return new Promise(() => {})
  const closes = order === 'close' || (order === 'close at first' && self.name === '1')
  if (closes) self.close()
  if (order === 'crash') throwLater()
  if (order === 'throw') throw new RangeError('a bug')
  if (order === 'refuse') return failure('damaged')
  if (order === 'run out') return failure('out-of-memory')
  if (closes || order === 'crash') return new Promise(() => {})
  // The count tells the caller whether it still speaks to the same worker.
  return success({ cuts, madeWith: { heapBytes: order === 'swell' ? 600e6 : 200e6 } } as never)
}

/** The order of a BiRefNet names what each way does: `webgpu-fp16 1024: lost, wasm-threads: fine`; what is not named goes well. */
async function cutInWay(order: string, { rung, tier, precision }: Way): Promise<Outcome<never>> {
  progress({ stage: 'load', done: 0.1 })
  progress({ stage: 'run', done: 0.3 })
  const deed = deedOf(order, rung, tier)
  if (deed === 'linger') await new Promise((resolve) => setTimeout(resolve, 1200))
  if (deed === 'asleep' && cuts > 1) return failure('gpu-lost', 'unknown: the computer slept')
  if (deed === 'full of gaps' && cuts > 1) return failure('out-of-memory')
  if (deed === 'hang') return new Promise(() => {})
  if (deed === 'lost') return failure('gpu-lost', 'unknown: the driver was reset')
  if (deed === 'garbage') return failure('model-failed', 'its output is not finite')
  if (deed === 'run out') return failure('out-of-memory')
  if (deed === 'not there') return failure('runtime-missing', 'ort/: 404')
  if (deed === 'damaged') return failure('checkpoint-incomplete', 'a key')
  if (deed === 'close') {
    self.close()
    return new Promise(() => {})
  }
  progress({ stage: 'upsample', done: 0.7 })
  return success({ cuts, rung, tier, precision, madeWith: { stageMs: { run: 3050 } } } as never)
}

function deedOf(order: string, rung: string, tier: number): string | undefined {
  const deeds = new Map(order.split(', ').map((line) => [line.split(': ')[0], line.split(': ')[1]]))
  return deeds.get(`${rung} ${tier}`) ?? deeds.get(rung)
}

/** On a device of this name the first worker goes deaf while it starts, as Firefox's do now and then. */
async function startRuntime(way: Way | undefined): Promise<Outcome<null>> {
  if (way?.device === 'deaf' && self.name === '1') for (;;);
  return success(null)
}

/** A device of one name computes wrongly, one never ends. */
async function selfTest({ device, rung }: Way): ReturnType<MattingWorker['selfTest']> {
  if (device === 'stuck' && rung.startsWith('webgpu')) return new Promise(() => {})
  const hasPassed = device !== 'wrong'
  return success({ key: `${device} ${rung}`, verdict: { hasPassed, error: hasPassed ? 0 : 0.4, at: Date.now() } })
}

/** Processors of three threads are twice as quick in 8 bits, those of four run out of memory; others do not care. */
async function probePrecisions({ threads }: Way): ReturnType<MattingWorker['probePrecisions']> {
  if (threads === 4) return failure('out-of-memory')
  return success({ int8Ratio: threads === 3 ? 0.5 : 1, secondsPerBillion: 0.07, ms: 1, at: Date.now() })
}

function throwLater(): void {
  setTimeout(() => {
    throw new Error('the script crashed')
  })
}

const lock = `fake-${crypto.randomUUID()}`
const held = new Promise<string>((resolve) => {
  navigator.locks.request(lock, () => {
    resolve(lock)
    return new Promise(() => {})
  })
})

expose({
  start: async () => {
    // Slow to start: a call that does not wait for it may kill the worker before anyone can know.
    await new Promise((resolve) => setTimeout(resolve, 50))
    return held
  },
  cut,
  startRuntime,
  isThere: async () => true,
  selfTest,
  probePrecisions,
  onProgress: (listener: (progress: Progress) => void) => {
    progress = listener
  },
  onMask: (listener: typeof onMask) => {
    onMask = listener
  },
  foresee: async ({ mask }: ForeseeRequest) => {
    foreseen = mask.id
    return success(null)
  },
  preview: async () => success(null),
  // A view tells what was foreseen.
  view: async () => success(foreseen),
} satisfies Partial<Record<keyof MattingWorker, unknown>>)
