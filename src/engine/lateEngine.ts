import { failure } from '#core/outcome.ts'
import type { Engine } from '#core/ports.ts'
import type { EngineOptions } from './engine.ts'

/** Every call of an engine; the type asks for all of them. */
const calls = Object.keys({
  warm: true,
  measure: true,
  cut: true,
  view: true,
  preview: true,
  retouch: true,
  compose: true,
  encode: true,
  refine: true,
  hint: true,
  addModel: true,
  listModels: true,
  correctModel: true,
  openModel: true,
  removeModel: true,
} satisfies Record<keyof Engine, true>)

/**
 * The engine, whose code is loaded by the first call: the empty page is shown without it. A call fails with `runtime-missing` where the code cannot
 * be had; the next one tries again.
 */
export function createLateEngine(options: EngineOptions, load = loadEngine): Engine {
  let loading: Promise<Engine> | undefined

  async function engine(): Promise<Engine> {
    loading ??= load(options)
    return await loading.catch((error: unknown) => {
      loading = undefined
      throw error
    })
  }

  async function call(name: keyof Engine, args: readonly unknown[]): Promise<unknown> {
    let loaded: Engine
    try {
      loaded = await engine()
    } catch (error) {
      return failure('runtime-missing', String(error))
    }
    return await Reflect.apply(loaded[name], loaded, args)
  }

  // All calls answer with an outcome in a promise, and so does this: the one cast says so.
  return Object.fromEntries(
    calls.map((name) => [name, (...args: unknown[]) => call(name as keyof Engine, args)]),
  ) as unknown as Engine
}

async function loadEngine(options: EngineOptions): Promise<Engine> {
  const { createEngine } = await import('./engine.ts')
  return createEngine(options)
}
