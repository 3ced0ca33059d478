import type { Page } from '@playwright/test'
import type { BenchOptions, Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { measureComposing } from './scenes/composing.ts'
import { writeLargePhoto } from './scenes/largePhoto.ts'
import { recordTasks } from './scenes/mainThread.ts'
import { measureHintGain } from './studio/hintGain.ts'

const photos = [
  ['12mp', [4288, 2800]],
  ['50mp', [8660, 5774]],
] as const

/** Strokes after which the heap is weighed and an undo is timed. */
const manyStrokes = 200

/**
 * Painting on large photos, and what is made of their cutouts (see `measureComposing`). `brush-frame-ms`: the 95th percentile of the main thread's tasks that draw a frame while a stroke of 120 moves is painted,
 * as time passes and as the processor's time. `undo-ms`: from the key until the exact cutout is shown again, the middle of five, with 200 strokes.
 * `heap-mb-after-200-strokes`: the page's JavaScript heap after a collection, and what of it came with the strokes.
 * `hint-ms`: from the release of a smart dab until what it comes to is known, the middle of seven after the first, which looks at the photo (`hint-first-ms`);
 * `hint-shown-ms` until the exact cutout is shown with it. What hints gain: see `measureHintGain`.
 */
export async function run(report: Report, { only = '' }: BenchOptions): Promise<void> {
  if (only === '' || 'hint-iou'.includes(only) || only.startsWith('hint-iou')) await measureHintGain(report)
  if (only.startsWith('hint-iou')) return
  const isComposing = /^(?:compose|template)/.test(only)
  for (const [name, size] of photos) {
    if ((only.endsWith('mp') && !only.endsWith(name)) || (isComposing && name !== '12mp')) continue
    const app = await DrivenApp.open()
    try {
      await app.bring([await writeLargePhoto([...size])])
      const result = await app.result(0)
      if (!result.ok) throw new Error(result.message)
      const { page } = app
      if (isComposing) {
        await measureComposing(app, name, report)
        continue
      }
      await page.keyboard.press('b')
      await shown(page)
      if (name === '12mp') await measureHints(page, report)
      if (only === 'hint-ms') return
      await page.getByRole('radio', { name: 'Exact' }).check({ force: true })
      await measureFrames(page, name, report)
      if (name !== '12mp') continue
      await measureMany(page, report)
      await measureComposing(app, name, report)
    } finally {
      await app.close()
    }
  }
}

async function measureHints(page: Page, report: Report): Promise<void> {
  const at = await places(page)
  const [answers, pictures]: [number[], number[]] = [[], []]
  for (let dab = 0; dab < 8; dab++) {
    const [x, y] = at(0.2 + 0.08 * dab, 0.3 + 0.05 * dab)
    await page.mouse.move(x, y)
    await page.mouse.down()
    const start = performance.now()
    await page.mouse.up()
    await page.waitForFunction(() => document.querySelector('[data-testid="spoken"]')?.textContent?.endsWith('changed'))
    answers.push(performance.now() - start)
    await shown(page)
    pictures.push(performance.now() - start)
  }
  report('hint-first-ms', answers[0] ?? Number.NaN, 'ms')
  report('hint-ms', percentile(answers.slice(1), 0.5), 'ms')
  report('hint-shown-ms', percentile(pictures.slice(1), 0.5), 'ms')
  for (let dab = 0; dab < 8; dab++) await page.keyboard.press('Control+z')
  await shown(page)
}

async function measureFrames(page: Page, name: string, report: Report): Promise<void> {
  const at = await places(page)
  // The first stroke compiles what all use.
  await stroke(page, at, 0.3, 10)
  await shown(page)
  const tasks = await recordTasks(page)
  await stroke(page, at, 0.5, 120)
  const frames = (await tasks.stop()).filter(({ isFrame }) => isFrame)
  report(`brush-frame-ms:${name}`, percentile(frames.map(({ ms }) => ms)), 'ms')
  report(`brush-frame-cpu-ms:${name}`, percentile(frames.map(({ cpuMs }) => cpuMs)), 'ms')
  report(`brush-frames:${name}`, frames.length, 'frames')
  await shown(page)
}

async function measureMany(page: Page, report: Report): Promise<void> {
  const at = await places(page)
  const empty = await heapMb(page)
  for (let count = 2; count < manyStrokes; count++) await stroke(page, at, (count % 40) / 40, 3)
  await shown(page)
  const full = await heapMb(page)
  report('heap-mb-after-200-strokes', full, 'MB')
  report('heap-mb-of-200-strokes', full - empty, 'MB')
  const times: number[] = []
  for (let undo = 0; undo < 5; undo++) {
    const start = performance.now()
    await page.keyboard.press('Control+z')
    await shown(page)
    times.push(performance.now() - start)
  }
  report('undo-ms', times.sort((one, other) => one - other)[2] ?? Number.NaN, 'ms')
}

/** The exact cutout is seen, with all that was painted. */
async function shown(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const stage = document.querySelector<HTMLElement>('.stage[data-looking="ready"]')
    return stage !== null && stage.dataset['edges'] === stage.dataset['wanted']
  })
}

async function places(page: Page): Promise<(x: number, y: number) => [number, number]> {
  const box = await page.locator('.sheet').boundingBox()
  if (box === null) throw new Error('there is no picture')
  return (x, y) => [box.x + x * box.width, box.y + y * box.height]
}

/** A wave across the photo, at this share of its height. */
async function stroke(page: Page, at: (x: number, y: number) => [number, number], y: number, moves: number) {
  await page.mouse.move(...at(0.2, y))
  await page.mouse.down()
  for (let move = 1; move <= moves; move++)
    await page.mouse.move(...at(0.2 + (0.6 * move) / moves, y + 0.1 * Math.sin(move / 6)))
  await page.mouse.up()
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}

function percentile(values: readonly number[], share = 0.95): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
