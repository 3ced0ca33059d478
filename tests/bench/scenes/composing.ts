import type { Page } from '@playwright/test'
import type { Report } from '#tools/benchContract.ts'
import type { DrivenApp } from '#tools/drive/drivenApp.ts'

/**
 * What is made of a finished cutout. `compose-ms`: from a move of a slider until the stage shows the picture as it will be in its file, the middle of
 * seven, with a shadow on a gradient. `template-ms-per-photo`: from the press of the download button until the file of a template is on the disk.
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
}

/** The stage shows the photo as it will be in its file. */
async function composed(page: Page): Promise<void> {
  await page.locator('.stage[data-composed="true"]').waitFor()
}

/** Milliseconds from the next input until the stage has gone through its waiting and shows the picture that it makes. */
async function untilComposed(page: Page): Promise<number> {
  return await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const stage = document.querySelector<HTMLElement>('.stage')
        let start = Number.NaN
        addEventListener('input', () => (start = performance.now()), { once: true, capture: true })
        const observer = new MutationObserver(() => {
          if (Number.isNaN(start) || stage?.dataset['composed'] !== 'true') return
          observer.disconnect()
          resolve(performance.now() - start)
        })
        if (stage !== null) observer.observe(stage, { attributeFilter: ['data-composed'] })
      }),
  )
}
