import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import type { Report } from '#tools/benchContract.ts'
import { builtApp } from '#tools/drive/built.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { serveApp } from '#tools/server.ts'
import { writeLargePhoto } from './scenes/largePhoto.ts'

/**
 * What the page costs before and while it works: bytes of the first load, the longest task of the main thread while a photo of
 * 12 megapixels is brought, cut and shown, and the time of each stage of that cut.
 */
export async function run(report: Report): Promise<void> {
  const app = await DrivenApp.open()
  try {
    report('first-load-brotli-bytes', await firstLoadBytes(app.page), 'bytes')
    await app.page.reload()
    // What start-up costs is not what is measured here.
    await app.page.waitForTimeout(2000)
    await app.page.evaluate(watchTasks)
    await app.bring([await writeLargePhoto()])
    const result = await app.result(0)
    if (!result.ok) throw new Error(result.message)
    await app.page.getByTestId('about-cutout').waitFor()
    await app.page.waitForTimeout(1500)
    report('longest-task-ms', await app.page.evaluate(() => Math.max(0, ...(window.longTasks ?? []))), 'ms')
    const { total, ...stages } = result.about.ms
    for (const [stage, ms] of Object.entries(stages)) report(`stage-ms:${stage}`, ms, 'ms')
    report('total-ms', total ?? 0, 'ms')
  } finally {
    await app.close()
  }
}

declare global {
  interface Window {
    longTasks?: number[]
  }
}

/** Tasks below 50 ms are not told of, so a figure of 0 means that there was none as long as that. */
function watchTasks(): void {
  window.longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks?.push(Math.round(duration))
  }).observe({ type: 'longtask', buffered: false })
}

/** JS and CSS that a first visit loads before the person does anything, as a host that compresses with brotli sends them. */
async function firstLoadBytes(page: Page): Promise<number> {
  const folder = builtApp()
  const server = await serveApp({ folder })
  const loaded = new Set<string>()
  const fresh = await page.context().newPage()
  fresh.on('response', (response) => {
    const { origin, pathname } = new URL(response.url())
    if (origin === new URL(server.url).origin && /\.(?:js|css)$/.test(pathname)) loaded.add(pathname)
  })
  await fresh.goto(server.url)
  await fresh.getByRole('button', { name: 'Choose photos' }).waitFor()
  // The service worker and what the page loads ahead for later come after this.
  const first = await fresh.evaluate(() =>
    [...document.querySelectorAll('script[src], link[rel=stylesheet], link[rel=modulepreload]')].map(
      (element) => new URL(element.getAttribute('src') ?? element.getAttribute('href') ?? '', location.href).pathname,
    ),
  )
  await fresh.close()
  await server.close()
  return first
    .filter((path) => loaded.has(path))
    .reduce((sum, path) => sum + brotliCompressSync(readFileSync(join(folder, path))).length, 0)
}
