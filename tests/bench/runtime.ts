import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Report } from '#tools/benchContract.ts'
import { softwareWebGpuFlags } from '#tools/chromium.ts'
import { builtApp } from '#tools/drive/built.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { BenchPage } from './birefnet/benchPage.ts'
import { sharedFile } from './scenes/photos.ts'

const rounds = 3

/**
 * What onnxruntime costs before the first mask: the bytes of it that a device without a graphics card fetches for the first cut with a network,
 * and the time until its session is ready, each round in a fresh profile; the best counts. Then the same time for both builds with nothing else
 * around, and the largest file of the build.
 */
export async function run(report: Report): Promise<void> {
  let [bytes, sessionMs] = [0, Number.POSITIVE_INFINITY]
  for (let round = 0; round < rounds; round++) {
    const first = await firstCut()
    bytes = first.bytes
    sessionMs = Math.min(sessionMs, first.sessionMs)
  }
  report('runtime-bytes:first-cut', bytes, 'bytes')
  report('session-ms:first', sessionMs, 'ms')
  const page = await BenchPage.open(softwareWebGpuFlags)
  try {
    const best = { wasm: Number.POSITIVE_INFINITY, webgpu: Number.POSITIVE_INFINITY }
    for (let round = 0; round < rounds; round++) {
      for (const backend of ['wasm', 'webgpu'] as const) {
        const answer = await page.ask({ kind: 'start', backend })
        if (answer.kind !== 'start') throw new Error(`The worker answered ${answer.kind}.`)
        best[backend] = Math.min(best[backend], answer.ms)
      }
    }
    report('session-ms:plain-build', best.wasm, 'ms')
    report('session-ms:graphics-build', best.webgpu, 'ms')
  } finally {
    await page.close()
  }
  report('largest-file-bytes', largestFile(builtApp()), 'bytes')
}

async function firstCut(): Promise<{ bytes: number; sessionMs: number }> {
  const app = await DrivenApp.open()
  try {
    const fetched = followRuntime(app.page)
    await app.bring([sharedFile('data/pairs/ccp-people/0097.jpg').path])
    const result = await app.result(0)
    if (!result.ok) throw new Error(result.message)
    return { bytes: await fetched(), sessionMs: result.about.ms.load ?? Number.NaN }
  } finally {
    await app.close()
  }
}

/** Counts the files of onnxruntime that the page and its workers ask for, each once; what the service worker keeps for later is not in it. */
function followRuntime(page: Page): () => Promise<number> {
  const sizes = new Map<string, Promise<number>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (!/\/ort[/-]|\/assets\/ort/.test(pathname) || response.request().serviceWorker() !== null) return
    sizes.set(pathname, response.headerValue('content-length').then(Number))
  })
  return async () => (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0)
}

function largestFile(folder: string): number {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Math.max(...paths.map((path) => statSync(join(folder, path)).size))
}
