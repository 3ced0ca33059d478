import { expose } from 'comlink'
import type { CutRequest, MattingWorker, Progress } from '#core/contract.ts'
import { failure, type Outcome, success } from '#core/outcome.ts'

// A worker that behaves as the text of the photo tells it: it stands for whatever a real one may do to its caller.
let progress: (progress: Progress) => void = () => {}
let cuts = 0

async function cut(request: CutRequest): Promise<Outcome<never>> {
  const order = await request.file.text()
  cuts += 1
  progress({ stage: 'run', done: 0.5 })
  if (order === 'hang') return new Promise(() => {})
  if (order === 'close') self.close()
  if (order === 'crash') throwLater()
  if (order === 'throw') throw new RangeError('a bug')
  if (order === 'refuse') return failure('damaged')
  if (order === 'run out') return failure('out-of-memory')
  if (order === 'close' || order === 'crash') return new Promise(() => {})
  // The count tells the caller whether it still speaks to the same worker.
  return success(cuts as never)
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
  onProgress: (listener: (progress: Progress) => void) => {
    progress = listener
  },
} satisfies Partial<Record<keyof MattingWorker, unknown>>)
