import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Download } from '#core/shelf.ts'
import { drawingEngine } from './drawingEngine.ts'
import { findings, show } from './page.tsx'

let shown: ReturnType<typeof show> | undefined

afterEach(() => {
  shown?.close()
  shown = undefined
})

async function openShelf(width: number) {
  await page.viewport(width, 780)
  shown = show(drawingEngine())
  await page.getByRole('button', { name: 'Get a finer model' }).click()
  await expect.element(page.getByRole('dialog', { name: 'Models' })).toBeVisible()
  return shown
}

test.each([1440, 360])(
  'the shelf, its consent and its questions have no finding of axe at %i pixels',
  async (width) => {
    const { app, shelf } = await openShelf(width)
    shelf.contents.downloads.push({
      ...{ id: 'birefnet-cod', name: 'BiRefNet COD', doneBytes: 4e6, totalBytes: 9e6 },
      state: { status: 'paused', byPerson: true },
    })
    await app.shelf.refresh()
    await page.getByText(/^All \d+ models$/).click()
    await page.getByText('Sources and requests').click()
    expect(await findings()).toEqual([])
    await page.getByRole('button', { name: 'Download RMBG 1.4' }).click()
    await expect.element(page.getByTestId('consent')).toBeVisible()
    expect(await findings()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await page.getByRole('button', { name: 'Delete all' }).click()
    await expect.element(page.getByRole('alertdialog')).toBeVisible()
    expect(await findings()).toEqual([])
  },
)

test('too little room is said before anything is fetched, with what could be deleted', async () => {
  const { app, shelf } = await openShelf(1000)
  const item = { id: 'birefnet-cod', name: 'BiRefNet COD', kind: 'birefnet', file: 'x', sizeBytes: 885e6 } as const
  shelf.contents.items = [{ ...item, sha256: 'a'.repeat(64), from: 'hub', keptAt: 1, usedAt: 1 }]
  shelf.contents.storage.freeBytes = 1e6
  await app.shelf.refresh()
  await page.getByRole('button', { name: 'Download BiRefNet Lite' }).first().click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('delete BiRefNet COD (885 MB)')
  await expect.element(page.getByTestId('consent').getByRole('button', { name: 'Download' })).toBeDisabled()
  expect(shelf.orders).toEqual([])
})

test('a download shows on the page while one works, and can be paused there', async () => {
  const { shelf } = await openShelf(1000)
  await userEvent.keyboard('{Escape}')
  const download: Download = {
    ...{ id: 'birefnet-lite', name: 'BiRefNet Lite', doneBytes: 64e6, totalBytes: 178e6 },
    state: { status: 'running', bytesPerSecond: 12e6, secondsLeft: 9.5 },
  }
  shelf.contents.downloads.push(download)
  shelf.tell({ kind: 'download', download })
  await expect.element(page.getByText('64 MB of 178 MB · 12 MB/s · 10 s left')).toBeVisible()
  await page.getByRole('button', { name: 'Pause BiRefNet Lite' }).click()
  expect(shelf.asked).toEqual(['pause birefnet-lite'])
})
