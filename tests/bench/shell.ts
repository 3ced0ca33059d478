import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { Report } from '#tools/benchContract.ts'
import { builtApp } from '#tools/drive/built.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { firstLoadFiles } from '#tools/firstLoad.ts'
import { writeLargePhoto } from './scenes/largePhoto.ts'
import { recordTasks } from './scenes/mainThread.ts'

/**
 * What the page costs before and while it works: bytes of the first load, the longest task of the main thread (as time passes, and as the
 * processor's time, which a busy machine does not stretch) while a photo of 12 megapixels is brought, cut and shown, and the time of each stage of that cut.
 */
export async function run(report: Report): Promise<void> {
  const app = await DrivenApp.open()
  try {
    report('first-load-brotli-bytes', firstLoadBytes(), 'bytes')
    await app.page.reload()
    // What start-up costs is not what is measured here.
    await app.page.waitForTimeout(2000)
    await app.page.evaluate(watchTasks)
    const tasks = await recordTasks(app.page)
    await app.bring([await writeLargePhoto()])
    const result = await app.result(0)
    if (!result.ok) throw new Error(result.message)
    await app.page.getByTestId('about-cutout').waitFor()
    await app.page.waitForTimeout(1500)
    report('longest-task-ms', await app.page.evaluate(() => Math.max(0, ...(window.longTasks ?? []))), 'ms')
    const all = await tasks.stop()
    report('longest-task-cpu-ms', Math.max(...all.map(({ cpuMs }) => cpuMs)), 'ms')
    report('tasks-above-50-ms', all.filter(({ ms }) => ms > 50).length, 'tasks')
    report('tasks-above-50-cpu-ms', all.filter(({ cpuMs }) => cpuMs > 50).length, 'tasks')
    for (const [place, { ms, cpuMs, parts }] of all.slice(0, 5).entries()) {
      report(`task-ms:${place}`, ms, 'ms')
      report(`task-cpu-ms:${place}`, cpuMs, 'ms')
      for (const part of parts.slice(0, 6)) report(`task-ms:${place}:${part.name}`, part.ms, 'ms')
    }
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
function firstLoadBytes(): number {
  return firstLoadFiles(builtApp()).reduce((sum, path) => sum + brotliCompressSync(readFileSync(path)).length, 0)
}
