import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Page } from '@playwright/test'

/**
 * Drops files on the page. Whoever sets the files of an input from outside keeps that input, and all that hung together with it, for as long as
 * the page lives, which would be taken for a leak of the app.
 */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const files = paths.map((path) => ({ name: basename(path), base64: readFileSync(path, 'base64') }))
  await page.evaluate(dropInPage, files)
  await page.locator('.tile').first().waitFor()
}

/** Runs in the page. */
function dropInPage(files: readonly { name: string; base64: string }[]): void {
  const transfer = new DataTransfer()
  for (const { name, base64 } of files)
    transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
  document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }))
}
