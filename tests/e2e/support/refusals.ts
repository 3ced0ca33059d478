import type { BrowserContext } from '@playwright/test'

/** How a browser denies a page what it may keep and share: it answers every wish with a refusal, or has none of the interfaces. */
export type Denial = 'refused' | 'absent'

/** Runs in the page and in each worker, before anything of ours. */
function deny(how: Denial): void {
  const scope = globalThis as unknown as Record<string, unknown>
  const refusal = () => new DOMException('The request was denied.', 'SecurityError')
  const rejecting = () => Promise.reject(refusal())
  const throwing = () => {
    throw refusal()
  }
  const set = (target: object, name: string, property: PropertyDescriptor) =>
    Object.defineProperty(target, name, { configurable: true, ...property })
  const navigatorOf = Object.getPrototypeOf(navigator)

  if (how === 'absent') {
    for (const name of ['locks', 'storage', 'serviceWorker', 'clipboard', 'wakeLock', 'gpu'])
      set(navigatorOf, name, { value: undefined })
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel', 'ClipboardItem'])
      set(scope, name, { value: undefined })
    for (const name of ['FileSystemFileHandle', 'FileSystemDirectoryHandle']) set(scope, name, { value: undefined })
    set(Object.getPrototypeOf(crypto), 'subtle', { value: undefined })
    set(Object.getPrototypeOf(crypto), 'randomUUID', { value: undefined })
    return
  }
  const lists: Record<string, string[]> = {
    LockManager: ['request', 'query'],
    StorageManager: ['getDirectory', 'persist', 'persisted', 'estimate'],
    CacheStorage: ['open', 'match', 'has', 'keys', 'delete'],
    ServiceWorkerContainer: ['register', 'getRegistration', 'getRegistrations'],
    Clipboard: ['write', 'read', 'writeText', 'readText'],
    WakeLock: ['request'],
    GPU: ['requestAdapter'],
  }
  for (const [name, methods] of Object.entries(lists)) {
    const kind = scope[name] as { prototype: object } | undefined
    for (const method of methods) if (kind !== undefined) set(kind.prototype, method, { value: rejecting })
  }
  set(IDBFactory.prototype, 'open', { value: throwing })
  for (const name of ['localStorage', 'sessionStorage', 'caches']) set(scope, name, { get: throwing })
  set(scope, 'BroadcastChannel', { value: throwing })
  set(navigatorOf, 'serviceWorker', { get: throwing })
}

/** From now on the pages of this context, and their workers, are denied all that a browser may deny. The context must have no service workers. */
export async function denyAll(context: BrowserContext, how: Denial): Promise<void> {
  await runEverywhere(context, deny, how)
}

/** From now on the pages of this context, and their workers, have no WebAssembly: it is taken away, or compiles nothing. */
export async function denyWebAssembly(context: BrowserContext, how: Denial): Promise<void> {
  await runEverywhere(context, withoutWebAssembly, how)
}

function withoutWebAssembly(how: Denial): void {
  const scope = globalThis as unknown as Record<string, unknown>
  if (how === 'absent') {
    delete scope['WebAssembly']
    return
  }
  const { CompileError } = WebAssembly
  const refuse = () => {
    throw new CompileError('Wasm code generation disallowed by embedder')
  }
  WebAssembly.Module = refuse as unknown as typeof WebAssembly.Module
  for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming'] as const)
    WebAssembly[name] = async () => refuse()
}

/** Runs this before anything of ours, in the page and in each worker. */
async function runEverywhere(context: BrowserContext, what: (how: Denial) => void, how: Denial): Promise<void> {
  const text = `(${what.toString()})(${JSON.stringify(how)});\n`
  await context.addInitScript(text)
  await context.route(/\/(?:assets|workers)\/.*(?:matting|shelf|session)-[^/]*\.js$/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: text + (await response.text()) })
  })
}
