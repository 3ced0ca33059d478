import type { Outcome } from '#core/outcome.ts'
import type { Photo } from '#workers/decode/photo.ts'
import type { RobustnessList } from '../robustness.ts'

/** One decoding worker; calls must not overlap. */
export function startDecoder(): { decode(file: Blob, keepsDepth?: boolean): Promise<Outcome<Photo>>; stop(): void } {
  const worker = new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' })
  return {
    decode: (file, keepsDepth = false) =>
      new Promise((resolve, reject) => {
        worker.onmessage = (event: MessageEvent<Outcome<Photo>>) => resolve(event.data)
        worker.onerror = (event) => reject(new Error(event.message))
        worker.postMessage({ file, keepsDepth })
      }),
    stop: () => worker.terminate(),
  }
}

/** Paths of the robustness files, empty where ../shared is absent. */
export async function robustnessList(): Promise<RobustnessList> {
  const response = await fetch('/robustness/')
  const list: RobustnessList = await response.json()
  return list
}

/** The n-th robustness file under its own name, without a type, as a person would drop it. */
export async function robustnessFile(list: RobustnessList, path: string): Promise<File> {
  const response = await fetch(`/robustness/${list.indexOf(path)}`)
  if (!response.ok) throw new Error(`no robustness file ${path}`)
  return new File([await response.arrayBuffer()], path.slice(path.indexOf('/') + 1))
}
