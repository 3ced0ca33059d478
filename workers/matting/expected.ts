import { failure, type Outcome } from '#core/outcome.ts'
import { Miscalculation } from '#workers/pixels/miscalculation.ts'

/** Runs a step and turns the exceptions that any browser may throw for want of memory, file, room or sound arithmetic into outcomes; bugs stay throws. */
export async function expected<T>(step: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error instanceof Miscalculation) return failure('miscalculated', error.message)
    if (isOutOfMemory(error)) return failure('out-of-memory', error.message)
    // The file behind a File object was moved, changed or its drive removed since it was chosen.
    if (error.name === 'NotReadableError' || error.name === 'NotFoundError') return failure('file-gone', error.message)
    if (error.name === 'QuotaExceededError') return failure('storage-full', error.message)
    throw error
  }
}

/** Engines word it differently: "Array buffer allocation failed", "Invalid array length", "out of memory", "bad_alloc". */
function isOutOfMemory(error: Error): boolean {
  return error instanceof RangeError
    ? /alloc|array length|memory|invalid typed array length/i.test(error.message)
    : /out of memory|bad_alloc|memory access out of bounds/i.test(error.message)
}
