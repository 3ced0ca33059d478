import type { Report } from '#tools/benchContract.ts'
import type { DrivenApp } from '#tools/drive/drivenApp.ts'
import { composed, untilComposed } from './composedStage.ts'
import { measureStages } from './stages.ts'

/**
 * What is made of a finished cutout. `compose-ms`: from a move of a slider until the stage shows the picture as it will be in its file, the middle of
 * seven, with a shadow on a gradient. `template-ms-per-photo`: from the press of the download button until the file of a template is on the disk.
 * What each part of a composition takes: see `measureStages`.
 */
export async function measureComposing(app: DrivenApp, name: string, report: Report): Promise<void> {
  const { page } = app
  await page.getByRole('tab', { name: 'Canvas' }).click()
  await page.getByRole('button', { name: /^Template:/ }).click()
  await page.getByRole('menuitem', { name: 'Amazon' }).click()
  await composed(page)
  const start = performance.now()
  await app.download()
  report(`template-ms-per-photo:${name}`, performance.now() - start, 'ms')

  await page.getByRole('tab', { name: 'Background' }).click()
  for (const choice of ['Gradient', 'Contact']) {
    await page.getByRole('radio', { name: choice, exact: true }).check({ force: true })
    await composed(page)
  }
  const times: number[] = []
  for (let percent = 30; percent < 100; percent += 10) {
    const shown = untilComposed(page)
    await page.getByRole('slider', { name: 'Opacity' }).fill(String(percent))
    times.push(await shown)
  }
  report(`compose-ms:${name}`, times.sort((one, other) => one - other)[3] ?? Number.NaN, 'ms')
  await measureStages(app, name, report)
}
