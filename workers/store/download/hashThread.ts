import type { Hashes, Hashing } from './hashing.ts'

/** What the thread is told. */
export type HashOrder = { kind: 'bytes'; bytes: Uint8Array<ArrayBuffer> } | { kind: 'reset' } | { kind: 'finish' }

/** What it answers: so many bytes are done, or all. */
export type HashAnswer = { kind: 'hashed'; byteLength: number } | ({ kind: 'finished' } & Hashes)

/** Most bytes that wait for the thread; beyond, whoever is in a hurry writes on, and lets them be read back from the disk. */
const roomBytes = 32 * 1024 * 1024

/** Hashes in a thread of its own, so that bytes can be taken and written meanwhile. Throws where there can be none. */
export function hashBeside(): Hashing {
  const worker = new Worker(new URL('../../hash.ts', import.meta.url), { type: 'module', name: 'hash' })
  let waitingBytes = 0
  let isDead = false
  let roomMade = Promise.withResolvers<void>()
  let finished = Promise.withResolvers<Hashes>()
  finished.promise.catch(() => {})
  const hasRoom = () => isDead || waitingBytes < roomBytes
  const tell = (order: HashOrder, moved: Transferable[] = []) => worker.postMessage(order, moved)

  worker.addEventListener('message', ({ data }: MessageEvent<HashAnswer>) => {
    if (data.kind === 'finished') return finished.resolve(data)
    waitingBytes -= data.byteLength
    if (hasRoom()) roomMade.resolve()
  })
  worker.addEventListener('error', (event) => {
    isDead = true
    finished.reject(new Error(event.message || 'the hash’s thread could not be started'))
    roomMade.resolve()
  })

  return {
    isBeside: true,
    get hasRoom() {
      return hasRoom()
    },
    room() {
      if (hasRoom()) return Promise.resolve()
      roomMade = Promise.withResolvers<void>()
      return roomMade.promise
    },
    update(bytes) {
      if (isDead) return
      waitingBytes += bytes.byteLength
      // A view of a larger buffer would take that away from others.
      const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
      tell({ kind: 'bytes', bytes: whole }, [whole.buffer])
    },
    reset: () => tell({ kind: 'reset' }),
    finish() {
      if (isDead) return finished.promise
      finished = Promise.withResolvers<Hashes>()
      tell({ kind: 'finish' })
      return finished.promise
    },
    close: () => worker.terminate(),
  }
}
