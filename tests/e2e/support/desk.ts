import { join } from 'node:path'
import { type Download, expect, type Locator, type Page } from '@playwright/test'
import { scratch } from './data.ts'

let saved = 0

/** Where a person works: the page, and what is done on it again and again. */
export class Desk {
  readonly page: Page
  /** The page before the first photo, once it works: before that it is there as it was written, to be read alone. */
  readonly emptyPage: Locator
  readonly tiles: Locator
  readonly about: Locator
  readonly spoken: Locator

  constructor(page: Page) {
    this.page = page
    this.emptyPage = page.locator('#root > .app > .empty')
    this.tiles = page.locator('.tile')
    this.about = page.getByTestId('about-cutout')
    this.spoken = page.getByTestId('spoken')
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url)
    await expect(this.emptyPage).toBeVisible()
  }

  async choose(...paths: string[]): Promise<void> {
    const isEmpty = (await this.tiles.count()) === 0
    await this.page.getByTestId(isEmpty ? 'photos-input' : 'add-input').setInputFiles(paths)
    if (paths.some((path) => !/\.(?:onnx|safetensors)$/.test(path))) await expect(this.tiles.first()).toBeVisible()
  }

  tile(name: string): Locator {
    return this.page.locator(`.tile[data-name="${name}"]`)
  }

  async look(name: string): Promise<void> {
    await this.tile(name).locator('.tile-pick').click()
  }

  /** Waits until this photo is done. */
  async done(name: string): Promise<void> {
    await expect(this.tile(name)).toHaveAttribute('data-status', 'done', { timeout: 90_000 })
  }

  /** Waits until nothing waits or works any more. */
  async settled(count: number, timeout = 110_000): Promise<void> {
    await expect(this.tiles).toHaveCount(count)
    const busy = this.page.locator('.tile[data-status="waiting"], .tile[data-status="working"]')
    await expect(busy).toHaveCount(0, { timeout })
  }

  /** Waits until everything is on the disk: then the browser does not ask before it leaves. */
  async kept(): Promise<void> {
    await expect(this.page.locator('.app')).toHaveAttribute('data-kept', 'true')
  }

  /** Waits until the cutout is shown with all care as its edges are set now. */
  async edged(): Promise<void> {
    const stage = this.page.locator('.stage')
    await expect(stage).toHaveAttribute('data-looking', 'ready')
    await expect
      .poll(() => stage.evaluate((element) => element.dataset['edges'] === element.dataset['wanted']))
      .toBe(true)
  }

  async model(id: string): Promise<void> {
    await this.page.getByRole('tab', { name: 'Model' }).click()
    await this.page.locator(`[data-model="${id}"] input`).check()
  }

  /** Clicks and waits for the download; gives the file and the name it was given. */
  async download(button: Locator): Promise<{ path: string; name: string }> {
    const [download] = await Promise.all([this.page.waitForEvent('download', { timeout: 90_000 }), button.click()])
    return await keep(download)
  }

  async downloadFromMenu(item: string | RegExp): Promise<{ path: string; name: string }> {
    await this.page.getByRole('button', { name: 'More downloads' }).click()
    return await this.download(this.page.getByRole('menuitem', { name: item }))
  }
}

async function keep(download: Download): Promise<{ path: string; name: string }> {
  const name = download.suggestedFilename()
  saved += 1
  const path = join(scratch, `download-${saved}`)
  await download.saveAs(path)
  return { path, name }
}
