const mark = Symbol.for('clearcut worker')

/**
 * Whether this worker's entry runs for the first time. WebKit (2.50) runs it once more when a part that is loaded later imports something from it; a second
 * listener, which was never started, would then answer each call before the first.
 */
export function isFirstRun(): boolean {
  if (Reflect.has(globalThis, mark)) return false
  return Reflect.set(globalThis, mark, true)
}
