import { expose } from 'comlink'
import type { Outcome } from '#core/outcome.ts'
import { heapBytes } from '#workers/runtime/heap.ts'
import { openSession } from '#workers/runtime/openSession.ts'
import type { Backend, Session } from '#workers/runtime/session.ts'
import { configureRuntime } from '#workers/runtime/start.ts'
import type { Tensor, TensorInfo } from '#workers/runtime/tensor.ts'

let session: Session | undefined

/** The real runtime in a real worker, with sessions kept on its side. */
export const remoteRuntime = {
  configure: (baseUrl: string) => configureRuntime({ baseUrl }),
  /** As on a host that sends no isolation headers. */
  forbidThreads: () => Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false }) && undefined,
  forgetFloat16Array: () => Reflect.deleteProperty(globalThis, 'Float16Array'),
  /** As on a device that gives the page no more memory: the heap that is made next ends here. */
  limitHeap(bytes: number): void {
    const pages = bytes / 65536
    WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
      construct: (Memory, [descriptor]: [WebAssembly.MemoryDescriptor]) =>
        new Memory({ ...descriptor, maximum: Math.min(descriptor.maximum ?? pages, pages) }),
    })
  },
  heapBytes: () => heapBytes(),
  /** Names of onnxruntime's own files that this worker has asked for. */
  fetched: () =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => /\/ort\/([^?]+)/.exec(name)?.[1])
      .filter((name, place, all) => name !== undefined && all.indexOf(name) === place)
      .sort(),
  async open(
    model: Uint8Array,
    backend: Backend = 'wasm',
  ): Promise<Outcome<{ threads: number; inputs: TensorInfo[]; outputs: TensorInfo[] }>> {
    const opened = await openSession(model, { backend })
    if (!opened.ok) return opened
    session = opened.value
    return { ok: true, value: { threads: session.threads, inputs: [...session.inputs], outputs: [...session.outputs] } }
  },
  async run(inputs: Record<string, Tensor>, outputs: string[]): Promise<Outcome<Record<string, Tensor>>> {
    if (session === undefined) throw new Error('open a session first')
    return await session.run(inputs, outputs)
  },
  release: () => session?.release(),
}

expose(remoteRuntime)
