import { type Failure, failure } from '#core/outcome.ts'

/** What onnxruntime-web was asked to do when it failed: start itself, read a graph, or run it. */
type Step = 'start' | 'open' | 'run'

/**
 * Words that say the heap (or the device) is full: std::bad_alloc out of wasm, a tensor that 32 bits cannot address, the browser's own
 * when an ArrayBuffer or the heap cannot be made, and WebGPU's limit of one buffer.
 */
const memoryWords =
  /bad_alloc|shape is too large|out of memory|could not allocate|allocation failed|failed to allocate|exceeds the max buffer size/i

/** onnxruntime-web begins so when its own files, not the model, are the trouble. */
const startWords = /no available backend found|initializeWebAssembly|Failed to fetch dynamically imported module/i

/** What Dawn and onnxruntime say once the graphics card, or the process that speaks to it, is gone. */
const lostWords = /device (?:is|was) lost|device lost|context lost|lost device|instance dropped|destroyed device/i

/** Turns what onnxruntime-web threw into a reason; its message becomes the detail. */
export function failureOf(error: unknown, step: Step): Failure {
  const detail = error instanceof Error ? error.message : String(error)
  if (memoryWords.test(detail)) return failure('out-of-memory', detail)
  if (lostWords.test(detail)) return failure('gpu-lost', detail)
  if (step === 'start' || startWords.test(detail)) return failure('runtime-missing', detail)
  return failure(step === 'open' ? 'model-unreadable' : 'model-failed', detail)
}
