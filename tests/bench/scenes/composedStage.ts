import type { Page } from '@playwright/test'

/** The stage shows the photo as it will be in its file. */
export async function composed(page: Page): Promise<void> {
  await page.locator('.stage[data-composed="true"]').waitFor()
}

/** Milliseconds from the next input until the stage has gone through its waiting and shows the picture that it makes. */
export async function untilComposed(page: Page): Promise<number> {
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
