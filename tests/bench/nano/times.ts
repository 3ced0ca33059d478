import type { Report } from '#tools/benchContract.ts'
import { DrivenApp } from '#tools/drive/drivenApp.ts'
import { BenchPage } from '../birefnet/benchPage.ts'
import { writeLargePhoto } from '../scenes/largePhoto.ts'

const sides = [320, 448, 512]
const runs = 8
/** How long a person looks at the page before the first photo is dropped: the network is loaded and warmed meanwhile. */
const idleMs = 4000

/**
 * What the network costs in Chromium on two threads, u2netp beside it in the same run; and what a person waits for a photo of 12 megapixels,
 * from its drop to the cutout on the stage: the first in a fresh profile, and the one after it.
 */
export async function measureTimes(report: Report): Promise<void> {
  const page = await BenchPage.open()
  try {
    const answer = await page.ask({ kind: 'nano', sides, runs, threads: 2 })
    if (answer.kind !== 'nano') throw new Error(`The worker answered ${answer.kind}.`)
    const { graphMs, sessionMs, runMs, otherMs } = answer
    report('graph-ms', graphMs, 'ms')
    report('session-ms', sessionMs, 'ms')
    for (const side of sides) report(`run-ms:${side}`, runMs[side] ?? Number.NaN, 'ms')
    if (otherMs !== undefined) report('ratio:u2netp', otherMs / (runMs[320] ?? Number.NaN), 'ratio')
  } finally {
    await page.close()
  }
  const app = await DrivenApp.open()
  try {
    await app.page.waitForTimeout(idleMs)
    for (const [index, name] of ['first-cut-ms', 'next-cut-ms'].entries()) {
      report(name, await untilOnStage(app, await writeLargePhoto(), index), 'ms')
    }
  } finally {
    await app.close()
  }
}

/** Milliseconds from the drop of a photo, to which the person goes at once, until its cutout is on the stage; what lies there before is the photo. */
async function untilOnStage(app: DrivenApp, photo: string, index: number): Promise<number> {
  const tile = app.page.locator('.tile').nth(index)
  const cutout = app.page.locator('.stage[data-status="done"][data-looking="ready"][data-edges] canvas')
  const begin = performance.now()
  await app.bring([photo])
  await tile.locator('.tile-pick').click()
  await tile.locator('[aria-current="true"]').waitFor()
  await cutout.or(app.page.locator('[data-reason]')).first().waitFor()
  const ms = performance.now() - begin
  const result = await app.result(index)
  if (!result.ok) throw new Error(result.message)
  return ms
}
