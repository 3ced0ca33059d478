import { leaveOnAbort } from '#core/leaveOnAbort.ts'
import type { Outcome } from '#core/outcome.ts'
import type { Engine, FileKeeper } from '#core/ports.ts'
import { createKeptFiles } from './keptFiles.ts'
import { openable } from './openable.ts'

/** The calls that are given a photo's file. */
type FileCall = {
  [Call in keyof Engine]: Parameters<Engine[Call]>[0] extends { file: Blob } ? Call : never
}[keyof Engine]

/** The engine for files as people bring them: kept as they came, and what the worker cannot open by itself is made openable first, once for each file. */
export function openingEngine(engine: Engine, files: FileKeeper = createKeptFiles()): Engine {
  const known = new WeakMap<Blob, Promise<Outcome<Blob>>>()

  function opened(file: Blob): Promise<Outcome<Blob>> {
    const promise = known.get(file) ?? open(file)
    known.set(file, promise)
    promise.then(
      (outcome) => outcome.ok || known.delete(file),
      () => known.delete(file),
    )
    return promise
  }

  async function open(file: Blob): Promise<Outcome<Blob>> {
    const content = await files.content(file)
    return content.ok ? await openable(content.value) : content
  }

  /** Makes the call with the openable file, or gives back why there is none. */
  async function on<R extends { file: Blob }, T>(
    request: R,
    signal: AbortSignal,
    call: (request: R) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    // A file that takes long to come, or to be made openable, holds up nobody who has stopped waiting for it.
    const outcome = await leaveOnAbort(opened(request.file), signal)
    signal.throwIfAborted()
    return outcome.ok ? await call({ ...request, file: outcome.value }) : outcome
  }

  // The type asks for every call of the kind, so that none added later is forgotten.
  const withFiles: Pick<Engine, FileCall> = {
    cut: (request, options) => on(request, options.signal, (ready) => engine.cut(ready, options)),
    view: (request, signal) => on(request, signal, (ready) => engine.view(ready, signal)),
    preview: (request, signal) => on(request, signal, (ready) => engine.preview(ready, signal)),
    retouch: (request, signal) => on(request, signal, (ready) => engine.retouch(ready, signal)),
    compose: (request, signal) => on(request, signal, (ready) => engine.compose(ready, signal)),
    encode: (request, signal, onProgress) => on(request, signal, (ready) => engine.encode(ready, signal, onProgress)),
    hint: (request, signal) => on(request, signal, (ready) => engine.hint(ready, signal)),
    refine: (request, signal, onProgress) => on(request, signal, (ready) => engine.refine(ready, signal, onProgress)),
  }
  return { ...engine, ...withFiles }
}
