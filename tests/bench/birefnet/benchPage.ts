import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { chromiumFlags, chromiumPath } from '#tools/chromium.ts'
import { prepareNano } from '#tools/nano/prepare.ts'
import { prepareOrtFiles } from '#tools/ort.ts'
import { type AppServer, serveApp } from '#tools/server.ts'
import type { Answer, Difference, Measured, MeasureRequest, WorkerRequest } from './measure.ts'
import { WorkerHeap } from './workerHeap.ts'

const root = resolve(import.meta.dirname, '../../..')
const golden = resolve(root, '../shared/golden')
const nanoGolden = resolve(root, '../shared/nano/golden-320.safetensors')
const nanoWeights = resolve(root, '../shared/nano/nano.safetensors')
const u2netp = resolve(root, '../shared/models/u2netp-fp16.onnx')

/** The worker's modules, built as the app is and run in a headless Chromium, with nothing of the app around them. */
export class BenchPage {
  readonly #page: Page
  readonly #context: BrowserContext
  readonly #server: AppServer
  readonly #folder: string

  private constructor(page: Page, context: BrowserContext, server: AppServer, folder: string) {
    this.#page = page
    this.#context = context
    this.#server = server
    this.#folder = folder
  }

  static async open(flags: readonly string[] = []): Promise<BenchPage> {
    const folder = mkdtempSync(join(tmpdir(), 'clearcut-bench-'))
    await buildPage(join(folder, 'site'))
    const server = await serveApp({ folder: join(folder, 'site') })
    const executablePath = chromiumPath()
    const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
      args: [...chromiumFlags, ...flags],
      ...(executablePath === undefined ? {} : { executablePath }),
    })
    const page = context.pages()[0] ?? (await context.newPage())
    page.on('console', (message) => console.error(`[page] ${message.text()}`))
    await page.goto(server.url)
    return new BenchPage(page, context, server, folder)
  }

  measure(request: MeasureRequest): Promise<Measured> {
    return this.#page.evaluate((wanted) => window.measure(wanted), request)
  }

  /** Asks a worker of its own for something else than a network's figures. */
  ask(request: WorkerRequest): Promise<Answer> {
    return this.#page.evaluate((wanted) => window.ask(wanted), request)
  }

  /** Difference of two kept results, as logits or (`asAlpha`) after the sigmoid. */
  compare(one: string, other: string, asAlpha = false): Promise<Difference> {
    return this.#page.evaluate(([a, b, alpha]) => window.compare(a, b, alpha), [one, other, asAlpha] as const)
  }

  /** Begins to follow the JavaScript heaps of the workers that are made from now on. */
  async watchWorkerHeap(): Promise<WorkerHeap> {
    const client = await this.#context.newCDPSession(this.#page)
    const heap = new WorkerHeap(client)
    await client.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
    return heap
  }

  async close(): Promise<void> {
    await this.#context.close()
    await this.#server.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

async function buildPage(outDir: string): Promise<void> {
  if (!existsSync(golden)) throw new Error('The golden files are missing: they are expected in ../shared/golden.')
  prepareOrtFiles(root)
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'] },
    worker: { format: 'es' },
    publicDir: false,
    build: { outDir, target: 'es2024', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  })
  cpSync(join(root, 'public/ort'), join(outDir, 'ort'), { recursive: true })
  cpSync(golden, join(outDir, 'golden'), { recursive: true })
  if (existsSync(nanoGolden)) {
    cpSync(nanoGolden, join(outDir, 'golden/nano-320.safetensors'))
    // The weights that PyTorch had, which are not the newest.
    cpSync(nanoWeights, join(outDir, 'golden/nano-320-weights.safetensors'))
  }
  cpSync(join(root, 'training/nano.safetensors'), join(outDir, 'golden/nano.safetensors'))
  await prepareNano(root)
  cpSync(join(root, 'public/models/nano.safetensors.gz'), join(outDir, 'models/nano.safetensors.gz'))
  if (existsSync(u2netp)) cpSync(u2netp, join(outDir, 'models/u2netp.onnx'))
}
