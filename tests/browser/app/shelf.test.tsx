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
  await page.getByRole('button', { name: /^(?:Get a finer model|Other models)$/ }).click()
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
  const agree = page.getByTestId('consent').getByRole('button', { name: 'Download' })
  await expect.element(agree).toBeDisabled()
  expect(await findings()).toEqual([])
  await page.getByRole('alert').getByRole('button', { name: 'Delete BiRefNet COD, frees 885 MB' }).click()
  await expect.element(agree).toBeEnabled()
  expect(shelf.asked).toEqual(['remove birefnet-cod'])
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

test('a download that fills the disk says what can be freed, unfinished downloads too', async () => {
  const { app, shelf } = await openShelf(1000)
  const half = { sizeBytes: 178e6, stored: { as: 'half', sizeBytes: 89e6 } } as const
  const item = { id: 'birefnet-lite', name: 'BiRefNet Lite', kind: 'birefnet', file: 'x', ...half } as const
  shelf.contents.items = [{ ...item, sha256: 'a'.repeat(64), from: 'hub', keptAt: 1, usedAt: 1 }]
  const failed = { status: 'failed', reason: 'storage-full', detail: '' } as const
  shelf.contents.downloads = [
    { id: 'birefnet-cod', name: 'BiRefNet COD', doneBytes: 300e6, totalBytes: 885e6, state: failed },
    {
      ...{ id: 'birefnet-dis', name: 'BiRefNet DIS', doneBytes: 40e6, totalBytes: 885e6 },
      state: { status: 'paused', byPerson: true },
    },
  ]
  await app.shelf.refresh()
  await userEvent.keyboard('{Escape}')
  const kept = page.getByTestId('shelf-line').getByTestId('kept')
  await expect.element(kept).toHaveTextContent(/COD, unfinished.*300 MB.*Lite.*89 MB.*DIS, unfinished.*40 MB/)
  expect(await findings()).toEqual([])
  await kept.getByRole('button', { name: 'Delete BiRefNet DIS, unfinished, frees 40 MB' }).click()
  expect(shelf.asked).toEqual(['cancel birefnet-dis'])
})

test('the small BiRefNet is offered with its size, and asked about before it is fetched', async () => {
  const { app, shelf } = await openShelf(360)
  await userEvent.keyboard('{Escape}')
  await app.shelf.refresh()
  await page.getByTestId('offer').getByRole('button', { name: 'Download 178 MB' }).click()
  const consent = page.getByTestId('consent')
  await expect.element(consent).toHaveTextContent('178 MB')
  expect(await findings()).toEqual([])
  expect(shelf.orders).toEqual([])
  await consent.getByRole('button', { name: 'Download' }).click()
  expect(shelf.orders.map(({ order }) => order.id)).toEqual(['birefnet-lite'])
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  shelf.contents.downloads = [
    { id: 'birefnet-lite', name: 'BiRefNet Lite', doneBytes: 1, totalBytes: 9, state: { status: 'starting' } },
  ]
  await app.shelf.refresh()
  await expect.element(page.getByTestId('offer')).not.toBeInTheDocument()
})

test('a mirror is checked where it is typed, remembered when it can be asked, and can be taken away', async () => {
  const { app } = await openShelf(1000)
  await page.getByText('Sources and requests').click()
  const field = page.getByRole('textbox', { name: 'Mirror of your own' })
  const set = page.getByRole('button', { name: 'Set' })
  await field.fill('http://hub.example/')
  await set.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent('It has to begin with https://')
  await field.fill('https://elsewhere.example/m')
  await set.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent(/this site, hub\.example\..*CLEARCUT_MIRROR=/)
  expect(await findings()).toEqual([])
  await field.fill('hub.example/mine')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('https://hub.example/mine/ is asked before the hub.')).toBeVisible()
  expect(app.store.getState().shelf.settings.mirrorUrl).toBe('https://hub.example/mine/')
  await page.getByRole('button', { name: 'Remove' }).click()
  expect(app.store.getState().shelf.settings.mirrorUrl).toBe('')
})
